import type { Parted, Parting, PlannedParting, UninstallPlan } from '#core/uninstalling/service.ts';
import type { Tier } from '#shared/model/storage.ts';
import { printable } from './printable.ts';

export interface UninstallOptions {
  readonly plaintext?: boolean;
  readonly strays?: boolean;
  readonly withoutStorage?: boolean;
  readonly withoutLedger?: boolean;
  readonly dryRun?: boolean;
  readonly confirm: readonly string[];
}

/** What would be done. */
export interface Overview extends UninstallPlan {
  readonly home: string;
  /** false: it is missing, so the plan is empty, and `sealed` is all that is known. */
  readonly ledger: boolean;
  readonly tier: Tier | null;
  /** Names of sealed secrets and copies that no ledger tells of. */
  readonly sealed: readonly string[];
  /** null: they cannot be named. */
  readonly strays: readonly string[] | null;
}

/** What was done. */
export interface Result {
  readonly home: string;
  /** Nothing of Keyrack is left. */
  readonly removed: boolean;
  readonly deliveries: readonly Parted[];
  readonly secrets: number;
  /** Whose secrets went unopened, or with the home. */
  readonly lost: readonly string[];
  /** Paths that are left: of what Keyrack did not make, or the home itself. */
  readonly kept: readonly string[];
  /** The keychain could not be opened, so it has what it had. */
  readonly keychainLeft: boolean;
  readonly strays: readonly string[] | null;
  readonly live: UninstallPlan['live'];
}

const PARTING_WORDS: Readonly<Record<Parting, string>> = {
  'take-out': 'taken out of',
  value: 'replaced by the value itself in',
  stays: 'stays as it is in',
};

export const lineOf = ({ server, parting, file, target }: PlannedParting): string =>
  `"${server}" (${target}): ${PARTING_WORDS[parting]} ${file}`;

export function overviewLines(overview: Overview, options: UninstallOptions): readonly string[] {
  const { deliveries, home, strays } = overview;
  const isOpen = options.plaintext === true && deliveries.some(({ parting }) => parting === 'value');
  return [
    ...(options.withoutStorage === true ? unopenedLines(overview) : deliveries.map(lineOf)),
    ...(isOpen && options.withoutStorage !== true
      ? ['WARNING: these values then stand in the files, and every program of your user can read them there.']
      : []),
    ...secretLines(overview, options),
    `${home} is removed, with its sealed copies and its audit.`,
    ...strayLines(strays, options.strays === true),
    ...liveLines(overview.live),
    'This cannot be undone.',
  ].map(printable);
}

/** Every change of a file keeps a sealed copy first, which nothing can seal now. */
const unopenedLines = ({ deliveries, tier }: Overview): readonly string[] => [
  ...deliveries.map(({ server, target, file }) => `"${server}" (${target}): left as it is in ${file}`),
  ...(tier === 'keychain' ? ['What Keyrack has in the keychain stays there.'] : []),
];

function secretLines({ ledger, secrets, held, sealed }: Overview, options: UninstallOptions) {
  if (!ledger) {
    return [
      `The ledger is missing, or is none. Sealed secrets and copies that are lost with the home: ${sealed.length}.`,
      ...sealed.map((name) => `  ${name}`),
    ];
  }
  if (options.withoutStorage === true) {
    return [`Secrets that are lost unopened: ${secrets}.`, ...held.map((name) => `  of "${name}"`)];
  }
  return [
    `Values and credentials that are removed from the storage of secrets: ${secrets}. Those that only Keyrack has are lost.`,
  ];
}

function strayLines(strays: readonly string[] | null, isRemoved: boolean): readonly string[] {
  if (strays === null) {
    return [
      'Which items of Keyrack the keychain has besides cannot be listed here: look there for the service keyrack.',
    ];
  }
  if (strays.length === 0) return [];
  const what = `Items of Keyrack in the keychain that this home does not know: ${strays.join(', ')}.`;
  return [
    isRemoved
      ? `${what} They are removed too, even where another home needs them.`
      : `${what} They stay. If no other home has them: --strays`,
  ];
}

/** Whoever has such a value can go on using it. */
function liveLines(live: UninstallPlan['live']): readonly string[] {
  if (live.length === 0) return [];
  return [
    `Keys that stay alive at their services, where Keyrack cannot revoke them any more: ${live.length}`,
    ...live.map(
      ({ name, environment, connection, baseUrl, lost }) =>
        `  "${name}" of ${environment}, at ${connection} (${baseUrl})${lost ? ': may have been made, the answer was lost' : ''}`,
    ),
  ];
}

export function resultLines(result: Result): readonly string[] {
  const { deliveries, secrets, lost, removed, home, kept, strays, live, keychainLeft } = result;
  const left = deliveries.filter(({ done }) => !done);
  const isHomeKept = kept.includes(home);
  return [
    `Deliveries done: ${deliveries.length - left.length} of ${deliveries.length}. Values and credentials removed: ${secrets}.`,
    ...left.map(({ message, next }) => `Left: ${[message, next].filter(Boolean).join(' ')}`),
    ...(lost.length > 0 ? [`Lost: ${lost.join(', ')}`] : []),
    ...(keychainLeft ? ['Left: what Keyrack has in the keychain, under the service keyrack.'] : []),
    ...(isHomeKept
      ? [`${home} is kept: what is left needs it. Run uninstall again when that is mended.`]
      : kept.map((path) => `Left, as Keyrack did not make it: ${path}`)),
    removed
      ? 'Keyrack is out of this machine, but for the program itself.'
      : 'Keyrack is not all out of this machine.',
    ...strayLines(strays, false),
    ...liveLines(live),
  ].map(printable);
}
