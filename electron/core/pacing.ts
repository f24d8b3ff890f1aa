import type { Limits } from '#shared/model/provider.ts';
import { waitWords } from '#shared/text/wait-words.ts';
import { AppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Pace, PacingTable } from './ports/pacing.ts';

/** Of one connection, in all processes together; a service may allow fewer. */
const CONCURRENT = 5;
/** The longest wait that a person is made to sit through. */
const PATIENCE_MS = 120_000;

interface Deps {
  readonly table: PacingTable;
  readonly clock: Clock;
  readonly log: Log;
}

interface Connection {
  readonly id: string;
  readonly limits: Parameters<PacingTable['take']>[1];
}

const cancelled = () => new AppError('cancelled', { message: 'Cancelled.' });

const tooLong = (ms: number) =>
  new AppError('rate-limited', {
    message:
      'The service takes no more requests for now: its limit is reached, or it asked to be left alone.',
    next: `Try again ${waitWords(ms)}.`,
  });

/** @throws AppError cancelled */
function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      cancel();
      reject(cancelled());
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', give);
      resolve();
    });
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

/** Asks for a place until there is one. @returns its ticket */
async function takeTurn({ table, clock }: Deps, { id, limits }: Connection, ask: Ask): Promise<string> {
  for (;;) {
    if (ask.signal.aborted) throw cancelled();
    const now = clock.now().getTime();
    const turn = table.take(id, limits, now);
    if ('ticket' in turn) return turn.ticket;
    if (now + turn.waitMs - ask.since > PATIENCE_MS) throw tooLong(turn.waitMs);
    await sleep(clock, turn.waitMs, ask.signal);
  }
}

interface Ask {
  readonly signal: AbortSignal;
  readonly since: number;
}

/** One after the other within a process: who asks first goes first, and one alone looks at the table. */
function createQueue() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(id) ?? Promise.resolve();
    const own = before.then(work);
    last.set(
      id,
      own.catch(() => undefined),
    );
    return own;
  };
}

/** @throws AppError cancelled, at once, wherever in the queue `turn` stands */
function unlessCancelled<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(cancelled());
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

/**
 * Keeps to limits by what the ledger knows of the requests of all processes.
 * @returns the pace of a connection; a service that declares no limits is held to the concurrency alone
 */
export function createPacer(deps: Deps): (connectionId: string, limits: Limits) => Pace {
  const { table, clock, log } = deps;
  const queued = createQueue();
  // An answer that came must not be lost because it could not be counted: it may hold a key.
  const carefully = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error('a request could not be counted', error);
    }
  };
  return (id, { requests, concurrent }) => {
    const connection = {
      id,
      limits: { requests, concurrent: Math.min(CONCURRENT, concurrent ?? CONCURRENT) },
    };
    return {
      turn: (signal) => {
        const ask = { signal, since: clock.now().getTime() };
        const turn = queued(id, async () => {
          const ticket = await takeTurn(deps, connection, ask);
          const end = () => carefully(() => table.end(ticket, clock.now().getTime()));
          if (signal.aborted) end();
          return end;
        });
        return unlessCancelled(turn, signal);
      },
      hold: (at) => carefully(() => table.hold(id, at.getTime())),
    };
  };
}
