import { AppError } from '#core/errors.ts';
import type { Pace } from '#core/ports/pacing.ts';
import { type AttemptOptions, attempt, type Try } from './attempt.ts';
import type { Call, HttpClient, Outcome } from './call.ts';
import { describeTry, type LogLine } from './log-line.ts';
import { requestUrl } from './policy.ts';
import { isPassing, MAX_TRIES, retryDelay } from './retry.ts';
import { cancelled } from './watch.ts';

export type { Call, HttpClient } from './call.ts';

export interface ClientOptions extends AttemptOptions {
  readonly baseUrl: string;
  /** Origins that a call may name instead of the base URL's. */
  readonly allowedOrigins: readonly string[];
  readonly pace: Pace;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Sees one line a try. */
  readonly log: ((line: LogLine) => void) | undefined;
}

const NEVER = new AbortController().signal;

/** Resolves after `ms`. @throws AppError cancelled, at once when the user gives up */
function pause({ clock }: ClientOptions, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      cancel();
      reject(cancelled());
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', end);
      resolve();
    });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** Whatever the call: what the service asks of one of us, all keep to. */
function keepOff({ pace, clock }: ClientOptions, result: Try): void {
  const asked = result.state === 'answered' ? result.answer.retryAfterMs : null;
  if (asked !== null && asked > 0) pace.hold(new Date(clock.now().getTime() + asked));
}

/** One try: its turn, the request, and what the answer asks for. @throws AppError where no turn came */
async function tryOnce(options: ClientOptions, call: Call, url: string, tries: number): Promise<Try> {
  const { pace, clock, log } = options;
  const asked = clock.now().getTime();
  const done = await pace.turn(call.signal ?? NEVER);
  const began = clock.now().getTime();
  try {
    const result = await attempt(options, call, url);
    keepOff(options, result);
    const milliseconds = clock.now().getTime() - began;
    log?.(describeTry({ call, url, result, tries, waited: began - asked, milliseconds }));
    return result;
  } finally {
    done();
  }
}

function isWorthRepeating({ limits }: ClientOptions, result: Try): boolean {
  if (result.state === 'failed') return result.isClosed === true;
  const { status, retryAfterMs } = result.answer;
  return isPassing(status) && (retryAfterMs ?? 0) <= limits.patienceMs;
}

const mayHaveArrived = (result: Try): boolean => result.state === 'answered' || result.maybeSent;

/** Until it is done, or there is no use in asking again. */
async function sendAll(options: ClientOptions, call: Call, url: string): Promise<Outcome> {
  let arrived = false;
  try {
    for (let tries = 1; ; tries += 1) {
      const result = await tryOnce(options, call, url, tries);
      arrived ||= mayHaveArrived(result);
      const isLast = !call.repeatable || tries === MAX_TRIES || !isWorthRepeating(options, result);
      if (isLast) return result.state === 'failed' ? { ...result, maybeSent: arrived } : result;
      // Where the service said when, the turn waits until then.
      const asked = result.state === 'answered' ? result.answer.retryAfterMs : null;
      const wait = asked ?? retryDelay(tries, options.limits, options.random());
      await pause(options, wait, call.signal ?? NEVER);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { state: 'failed', maybeSent: arrived, failure: error };
  }
}

/** A client that can reach one service and nothing else. */
export function createHttpClient(options: ClientOptions): HttpClient {
  const known = new Set([options.baseUrl, ...options.allowedOrigins].map((url) => new URL(url).origin));
  return {
    send: async (call) => {
      const base = call.origin ?? options.baseUrl;
      return sendAll(options, call, requestUrl(base, call.path, known));
    },
  };
}
