import { AppError } from '#core/errors.ts';
import { Killed } from '#tests/fakes/service-calls.ts';

// Every call that leaves the process is a point. At a point something may go wrong, once, in each way that its port knows.

/** What may go wrong where. */
export const FAULTS = {
  ledger: ['killed', 'the user cancels', 'full disk'],
  'vault read': ['killed', 'the user cancels', 'the storage fails', 'the storage locks', 'an error of ours'],
  'vault write': [
    'killed',
    'the user cancels',
    'the storage fails',
    'the storage locks',
    'full disk',
    'the storage fails after it was done',
    'an error of ours',
  ],
  request: [
    'killed',
    'the user cancels',
    'killed before the answer',
    'no connection',
    'cut before it came',
    'cut before the answer',
    'cut in the answer',
    '503 before it was done',
    '503 after it was done',
    '500 after it was done',
    'no answer in time, and not done',
    'no answer in time, and done',
    '429 for ten minutes',
    'down for an hour',
  ],
  'file read': ['killed', 'the user cancels', 'the file fails'],
  'file write': [
    'killed',
    'the user cancels',
    'full disk',
    'written by another',
    'fails after it was done',
    'an error of ours',
  ],
  copy: ['killed', 'the user cancels', 'full disk'],
} as const;
export type Port = keyof typeof FAULTS;
export type Fault = (typeof FAULTS)[Port][number];

export interface Point {
  readonly port: Port;
  readonly what: string;
}

/** @returns what goes wrong at this point, the first one being 0 */
export type FaultPlan = (at: number, port: Port) => Fault | null;

export const NO_FAULT: FaultPlan = () => null;

export interface Faults {
  readonly points: readonly Point[];
  /** What went wrong so far. */
  readonly met: readonly (Point & { readonly at: number; readonly fault: Fault })[];
  /** Counts a point. @returns what is to go wrong there. @throws Killed, from then on everywhere */
  meet(port: Port, what: string): Fault | null;
  /** Waits at a call that waits anyway: a process that is stopped there. */
  rest(port: Port, what: string, when: 'before' | 'after'): Promise<void>;
  /** Aborts once a user cancels. */
  readonly signal: AbortSignal;
  /** The process ends here: nothing that it does has an effect any more. */
  die(): never;
  readonly isDead: boolean;
  /** Another process begins. */
  revive(): void;
}

/** @param onPoint looks at the world before each */
export function createFaults(
  plan: FaultPlan,
  {
    onPoint,
    kill,
    rest,
  }: Partial<Pick<Faults, 'rest'>> & { readonly onPoint?: () => void; readonly kill?: () => void } = {},
): Faults {
  const points: Point[] = [];
  const met: (Point & { at: number; fault: Fault })[] = [];
  const controller = new AbortController();
  let isDead = false;
  const die = (): never => {
    kill?.();
    isDead = true;
    throw new Killed('killed here');
  };
  return {
    points,
    met,
    signal: controller.signal,
    meet: (port, what) => {
      if (isDead) throw new Killed('dead');
      onPoint?.();
      const at = points.length;
      points.push({ port, what });
      const fault = plan(at, port);
      if (fault === null) return null;
      met.push({ port, what, at, fault });
      if (fault === 'the user cancels') controller.abort();
      if (fault === 'killed') die();
      return fault === 'the user cancels' ? null : fault;
    },
    rest: async (...at) => rest?.(...at),
    die,
    get isDead() {
      return isDead;
    },
    revive: () => {
      isDead = false;
    },
  };
}

/** What a mistake of ours would throw. */
export const UNEXPECTED = new TypeError('nobody has thought of this');

const fullDisk = () =>
  new AppError('home-failed', { message: 'Keyrack cannot use its folder: the disk is full.' });

const ERRORS: Partial<Record<Fault, () => Error>> = {
  'full disk': fullDisk,
  'the storage fails': () => new AppError('storage-unavailable', { message: 'The keychain gave an error.' }),
  'the storage fails after it was done': () =>
    new AppError('storage-unavailable', { message: 'The keychain did not answer in time.' }),
  'the storage locks': () => new AppError('storage-locked', { message: 'The keychain is locked.' }),
  'an error of ours': () => UNEXPECTED,
  'the file fails': () => new AppError('file-failed', { message: 'The file could not be read.' }),
  'fails after it was done': () => new AppError('file-failed', { message: 'The disk reports an error.' }),
  'written by another': () => new AppError('conflict', { message: 'Another program changed the file.' }),
};

/** @param file: of another program: a full disk is told in words about that file */
export const errorOf = (fault: Fault, file: string | null = null): Error =>
  file !== null && fault === 'full disk'
    ? new AppError('file-failed', { message: `${file} could not be written: the disk is full.` })
    : (ERRORS[fault]?.() ?? new Error(`no error for ${fault}`));

const isAfter = (fault: Fault) => fault.endsWith('after it was done');

/** Runs a call of a port, with its fault before or after it. */
export async function through<T>(
  faults: Faults,
  { port, what, file = null }: Point & { readonly file?: string | null },
  work: () => Promise<T>,
): Promise<T> {
  const fault = faults.meet(port, what);
  if (fault !== null && !isAfter(fault)) throw errorOf(fault, file);
  await faults.rest(port, what, 'before');
  const result = await work();
  await faults.rest(port, what, 'after');
  if (faults.isDead) throw new Killed('dead');
  if (fault !== null) throw errorOf(fault, file);
  return result;
}
