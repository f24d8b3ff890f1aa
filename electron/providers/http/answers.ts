import { AppError } from '#core/errors.ts';
import { waitWords } from '#shared/text/wait-words.ts';
import type { Answer } from './call.ts';

export interface Refusal {
  /** The service's name. */
  readonly service: string;
  readonly answer: Answer;
  /** What the service says itself, cleaned; null where it says nothing that may be shown. */
  readonly said: string | null;
}

function ofClient({ service, answer, said }: Refusal): AppError {
  const quoted = said === null ? `HTTP ${answer.status}` : `"${said}" (HTTP ${answer.status})`;
  const next: Readonly<Record<number, string>> = {
    403: 'Check what the credential of this connection is allowed to do.',
    404: 'Look at the console of the service: what was asked for may be gone.',
    409: 'Look at the console of the service: something is in the way there.',
  };
  return new AppError('refused', {
    message: `${service} refused: ${quoted}.`,
    next: next[answer.status] ?? 'Check what was entered, then try again.',
  });
}

/**
 * What a status means that is none of the successes.
 * @returns refused, unauthorized, rate-limited or service-failed
 */
export function failureOf(refusal: Refusal): AppError {
  const { service, answer } = refusal;
  const { status } = answer;
  if (status === 401) {
    return new AppError('unauthorized', {
      message: `${service} does not accept the credential.`,
      next: 'The credential of this connection may be revoked or mistyped: add the connection again under the same name, with a new one.',
    });
  }
  if (status === 429) {
    const when = answer.retryAfterMs === null ? 'in a minute' : waitWords(answer.retryAfterMs);
    return new AppError('rate-limited', {
      message: `${service} got too many requests and asks to wait.`,
      next: `Try again ${when}.`,
    });
  }
  if (status >= 400 && status < 500) return ofClient(refusal);
  return new AppError('service-failed', {
    message: `${service} failed with HTTP ${status}.`,
    next:
      status >= 500 ? 'The fault is on its side: try again later.' : 'Check the base URL of the connection.',
  });
}

// 408 and 499 say that the other side lost us, not what it did.
const UNCLEAR = new Set([408, 499]);

/** Whether the service says clearly that it did nothing. */
export const isClearRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && !UNCLEAR.has(status);
