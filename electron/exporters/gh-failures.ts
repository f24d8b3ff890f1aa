import { AppError, type FailureWords } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { hideKeys } from '#shared/text/key-like.ts';

const LENGTH = 300;
/** By `gh help exit-codes`: it wants a login. */
const WANTS_LOGIN = 4;

const LOGIN = 'Log in with: gh auth login. Then try again.';

export const missing = () =>
  new AppError('unsupported', {
    message: 'The GitHub CLI (gh) was not found in a folder of PATH.',
    next: 'Install it from https://cli.github.com and log in with: gh auth login. An app that is started from the desktop may see another PATH than your shell: then export from the shell.',
  });

export const notStarted = (why: string, changes: boolean) =>
  new AppError(changes ? 'outcome-unknown' : 'unsupported', {
    message: `The GitHub CLI (gh) did not run to its end (${why}).`,
    next: 'See whether it runs by itself: gh auth status',
  });

export const lateOf = (place: string, changes: boolean) =>
  changes
    ? new AppError('outcome-unknown', {
        message: `GitHub did not answer in time about ${place}: whether it was done is not known.`,
        next: 'Try again: what happened is looked at first.',
      })
    : new AppError('network', {
        message: `GitHub did not answer in time about ${place}.`,
        next: 'See whether you are online, then try again.',
      });

export const unreadable = (place: string) =>
  new AppError('service-failed', {
    message: `What gh printed about ${place} is no list of secrets.`,
    next: 'Bring gh up to date: 2.46 or newer lists secrets for programs.',
  });

interface Ended {
  readonly code: number;
  readonly errors: string;
}

interface About {
  readonly place: string;
  readonly value: Secret | null;
}

interface Known {
  readonly sign: RegExp;
  readonly code: ErrorCode;
  readonly words: (place: string) => Pick<FailureWords, 'message' | 'next'>;
}

/** In this order: a limit is told by 403 as well, and gh names the address behind each status. */
const KNOWN: readonly Known[] = [
  {
    sign: /unknown flag: --json|unknown command/,
    code: 'unsupported',
    words: () => ({
      message: 'This gh is too old to list secrets for programs.',
      next: 'Bring it up to date: 2.46 or newer.',
    }),
  },
  {
    sign: /HTTP 401\b|gh auth login/,
    code: 'unauthorized',
    words: (place) => ({ message: `GitHub does not know who asks about ${place}.`, next: LOGIN }),
  },
  {
    sign: /rate limit|HTTP 429\b/i,
    code: 'rate-limited',
    words: (place) => ({
      message: `GitHub takes no more requests for now; nothing was changed in ${place}.`,
      next: 'Try again in some minutes.',
    }),
  },
  {
    sign: /HTTP 403\b/,
    code: 'refused',
    words: (place) => ({
      message: `Whoever is logged in to gh may not manage the secrets of ${place}.`,
      next: 'Log in as somebody with admin rights there, or with a token that has the right "Secrets: write".',
    }),
  },
  {
    sign: /HTTP 404\b/,
    code: 'refused',
    words: (place) => ({
      message: `GitHub shows no ${place} to whoever is logged in to gh: it is not there, or they have no right to it.`,
      next: 'Look at the name, and at: gh auth status',
    }),
  },
  {
    sign: /error connecting to|dial tcp|no such host|i\/o timeout|connection re(?:set|fused)|TLS handshake/,
    code: 'network',
    words: (place) => ({
      message: `gh did not reach GitHub, for ${place}.`,
      next: 'See whether you are online, then try again.',
    }),
  },
];

export function failureOf({ code, errors }: Ended, { place, value }: About): AppError {
  const known = KNOWN.find(({ sign }) => sign.test(errors));
  if (code === WANTS_LOGIN && known?.code !== 'unauthorized')
    return new AppError('unauthorized', { message: 'gh is not logged in to GitHub.', next: LOGIN });
  if (known !== undefined) return new AppError(known.code, known.words(place));
  const said = quoteOf(errors, value);
  return new AppError('service-failed', {
    message: `gh ended with code ${code}, for ${place}${said === '' ? '.' : `: ${said}`}`,
    next: 'Try it by itself: gh secret list --repo OWNER/REPOSITORY',
  });
}

/** SECURITY: what a program says may hold the value it was given, or its own token: both are cut out before it is cut in length. */
function quoteOf(text: string, value: Secret | null): string {
  const free = hideKeys(value === null ? text : value.hideIn(text));
  const line = free.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return line.length > LENGTH ? `${line.slice(0, LENGTH - 1)}…` : line;
}
