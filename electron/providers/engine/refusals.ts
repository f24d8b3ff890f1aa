import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Reason } from '#shared/model/key.ts';
import { waitWords } from '#shared/text/wait-words.ts';
import type { Answer } from '../http/call.ts';
import { serviceWords } from '../http/words.ts';
import { pick } from './answer-path.ts';
import type { Manifest } from './manifest/index.ts';
import type { Errors } from './manifest/requests.ts';
import { REASON_WORDS } from './reasons.ts';

type Rule = Errors['rules'][number];
type Meaning = Rule['is'];

/** What services commonly write, where the manifest has no rule of its own that fits. */
const USUAL: readonly { readonly status: number; readonly says: RegExp; readonly is: Reason }[] = [
  { status: 401, says: /expired/i, is: 'expired' },
  { status: 401, says: /revoked/i, is: 'revoked' },
  { status: 401, says: /suspended|disabled|inactive/i, is: 'suspended' },
  {
    status: 401,
    says: /(wrong|incorrect|different|other|another)[ _-]environment/i,
    is: 'wrong environment',
  },
  { status: 403, says: /rate[ _-]?limit|too[ _-]many|quota/i, is: 'rate limit' },
  { status: 403, says: /not[ _-]enabled|not[ _-]activated/i, is: 'service not enabled' },
  { status: 403, says: /\b(?:ip|address)\b.*not[ _-]allowed/i, is: 'address not allowed' },
  { status: 403, says: /scope|permission|privilege/i, is: 'scope missing' },
];

/** An unsuccessful answer, understood. */
export interface Refusal {
  /** What counts: the status in the body where the manifest says that there is one, else the one of HTTP. */
  readonly status: number;
  /** null where neither the manifest nor the words say more than the status. */
  readonly is: Meaning | null;
  /** What the service says itself, cleaned; null where it says nothing that may be shown. */
  readonly said: string | null;
}

const documentOf = ({ body }: Answer): unknown => (body.state === 'json' ? body.document : undefined);

const textAt = (document: unknown, path: Errors['message']): string => {
  const value = path === undefined ? undefined : pick(document, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

function statusIn(document: unknown, path: Errors['status']): number | null {
  const value = path === undefined ? undefined : pick(document, path);
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 400 && number <= 599
    ? number
    : null;
}

/** @returns the status of an answer; the body's own where the manifest says that it may differ */
export function statusOfAnswer({ errors }: Manifest, answer: Answer): number {
  return statusIn(documentOf(answer), errors.status) ?? answer.status;
}

function meaningOf(manifest: Manifest, answer: Answer, status: number): Meaning | null {
  const { errors, rateLimit } = manifest;
  const document = documentOf(answer);
  const [code, message] = [textAt(document, errors.code), textAt(document, errors.message)];
  const fits = (rule: Rule): boolean =>
    rule.status === status &&
    (rule.code === undefined || rule.code.toLowerCase() === code.toLowerCase()) &&
    (rule.says === undefined || message.toLowerCase().includes(rule.says.toLowerCase()));
  const own = errors.rules.find(fits);
  if (own !== undefined) return own.is;
  if (status === 429) return 'rate limit';
  const { remaining } = rateLimit;
  const spent = remaining !== undefined && answer.headers.get(remaining)?.trim() === '0';
  if (status === 403 && (answer.retryAfterMs !== null || spent)) return 'rate limit';
  return USUAL.find((row) => row.status === status && row.says.test(`${code} ${message}`))?.is ?? null;
}

/** @param sent what no word of the service may repeat */
export function understand(manifest: Manifest, answer: Answer, sent: readonly Secret[]): Refusal {
  const status = statusOfAnswer(manifest, answer);
  const { message } = manifest.errors;
  const words = message === undefined ? null : pick(documentOf(answer), message);
  return { status, is: meaningOf(manifest, answer, status), said: serviceWords(words, sent) };
}

const quoted = ({ status, said }: Refusal): string =>
  said === null ? `HTTP ${status}` : `"${said}" (HTTP ${status})`;

const COMMON_401 =
  'It may be invalid, expired, revoked, suspended or of another environment: enter a new one in the settings of the connection.';

const NEXT: Readonly<Record<number, string>> = {
  403: 'It may lack a permission, the service may not be enabled for your account, or a limit may be reached: look in the console of the service.',
  404: 'Look at the console of the service: what was asked for may be gone.',
  409: 'Look at the console of the service: something is in the way there.',
};

const other = (service: string, refusal: Refusal, next: string) =>
  new AppError('refused', { message: `${service} refused: ${quoted(refusal)}.`, next });

function ofMeaning(service: string, is: Meaning, refusal: Refusal, answer: Answer): AppError {
  if (is === 'not found') {
    return new AppError('not-found', {
      message: `${service} does not have it any more: ${quoted(refusal)}.`,
      next: 'Sync the connection to see what is there.',
    });
  }
  if (is === 'conflict')
    return other(service, refusal, 'Look at the console of the service: something is in the way there.');
  if (is === 'too many keys') {
    return other(
      service,
      refusal,
      'The account has as many keys as it may have: delete one that nothing uses.',
    );
  }
  const { code, credential } = REASON_WORDS[is];
  const wait = is === 'rate limit' && answer.retryAfterMs !== null;
  const because = is === 'rate limit' || refusal.said === null ? '' : ` Its words: "${refusal.said}".`;
  return new AppError(code, {
    message: `${service} ${credential.says}${because}`,
    next: wait ? `Try again ${waitWords(answer.retryAfterMs ?? 0)}.` : credential.next,
  });
}

function ofStatus(service: string, refusal: Refusal): AppError {
  const { status } = refusal;
  if (status === 401) {
    return new AppError('unauthorized', {
      message: `${service} does not accept the credential.`,
      next: COMMON_401,
    });
  }
  const isSaid = status < 300 && refusal.said !== null;
  if (isSaid || (status >= 400 && status < 500)) {
    return other(service, refusal, NEXT[status] ?? 'Check what was entered, then try again.');
  }
  if (status >= 500) {
    return new AppError('service-failed', {
      message: `${service} failed with HTTP ${status}.`,
      next: 'The fault is on its side: try again later.',
    });
  }
  return new AppError('service-failed', {
    message: `${service} answered with HTTP ${status}, but not in the form that Keyrack knows.`,
    next: 'Check the base URL of the connection.',
  });
}

/**
 * What an unsuccessful answer means, each with its own next step.
 * @returns refused, unauthorized, rate-limited, not-found or service-failed
 */
export function refusalOf(manifest: Manifest, answer: Answer, sent: readonly Secret[]): AppError {
  const refusal = understand(manifest, answer, sent);
  return refusal.is === null
    ? ofStatus(manifest.name, refusal)
    : ofMeaning(manifest.name, refusal.is, refusal, answer);
}
