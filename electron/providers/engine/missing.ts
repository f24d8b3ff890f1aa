import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Answer } from '../http/call.ts';
import type { Context } from './context.ts';
import { refusalOf, statusOfAnswer } from './refusals.ts';
import type { Ask } from './request.ts';

/**
 * What an unsuccessful answer to this request means. 404 for something that is named by its id says that it is not
 * there; for a list or a create it says that the address is wrong.
 * @returns as `refusalOf`; why the body could not be read, where the status was a good one
 */
export function refusalAbout(
  { manifest }: Context,
  { inputs, way }: Ask,
  answer: Answer,
  sent: readonly Secret[],
): AppError {
  // Not refused at all: it went well as far as the status tells, and the rest did not come.
  if (answer.body.state === 'unusable' && way.success.status.includes(answer.status))
    return answer.body.failure;
  const refusal = refusalOf(manifest, answer, sent);
  const isNamed = typeof inputs.id === 'string';
  if (!isNamed || refusal.code !== 'refused' || statusOfAnswer(manifest, answer) !== 404) return refusal;
  return new AppError('not-found', {
    message: `${manifest.name} does not know this key, or does not know it any more: ${refusal.message}`,
    next: 'Sync the connection to see what is there.',
  });
}
