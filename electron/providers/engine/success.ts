import { AppError } from '#core/errors.ts';
import { isClearRefusal } from '../http/answers.ts';
import type { Answer } from '../http/call.ts';
import { pick } from './answer-path.ts';
import type { Manifest } from './manifest/index.ts';
import type { Success } from './manifest/requests.ts';
import { statusOfAnswer } from './refusals.ts';

/** @returns true where the envelope says it went well, or there is none; null where nothing can be said */
function envelope({ require }: Success, { body }: Answer): boolean | null {
  if (require === undefined) return true;
  if (body.state !== 'json') return null;
  const value = pick(body.document, require.path);
  return value === undefined ? null : value === require.equals;
}

/** @param also statuses that count as a success too */
export function isSuccess(success: Success, answer: Answer, also: readonly number[] = []): boolean {
  if (also.includes(answer.status)) return true;
  return success.status.includes(answer.status) && envelope(success, answer) === true;
}

/**
 * Whether the service says clearly that it did nothing: by its status, or by its envelope.
 * An envelope that tells of a failure on the service's own side says nothing of what was done before.
 */
export function isRefused(manifest: Manifest, success: Success, answer: Answer): boolean {
  if (isClearRefusal(answer.status)) return true;
  if (answer.status >= 300 || envelope(success, answer) !== false) return false;
  const status = statusOfAnswer(manifest, answer);
  return status < 300 || isClearRefusal(status);
}

/** @returns the JSON of a good answer; undefined where it was dropped unread. @throws AppError service-failed */
export function documentOf({ body }: Answer): unknown {
  if (body.state === 'unusable') throw body.failure;
  return body.state === 'json' ? body.document : undefined;
}

/** @returns the error for an answer that is whole and yet not what the manifest describes */
export const unknownForm = (service: string, what: string): AppError =>
  new AppError('service-failed', {
    message: `${service} gives ${what} in a form that Keyrack does not know.`,
    next: 'The service may have changed: look for a newer Keyrack, or correct the manifest if it is your own.',
  });
