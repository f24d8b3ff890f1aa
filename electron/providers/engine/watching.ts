import type { Exchange } from '#shared/model/connection.ts';
import type { Answer, Outcome } from '../http/call.ts';
import type { Context } from './context.ts';
import { type Redaction, redacted, redactedHeaders } from './redaction.ts';

function bodyOf({ body }: Answer, redaction: Redaction): string | null {
  return body.state === 'json' ? JSON.stringify(redacted(body.document, redaction), null, 2) : null;
}

/**
 * Tells the connection's watcher of one exchange, with the secrets taken out on both sides.
 * @param secretHeader a header of the answer that holds a token
 */
export function watchExchange(
  { access }: Context,
  request: Exchange['request'],
  outcome: Outcome,
  redaction: Redaction,
  secretHeader?: string,
): void {
  if (access.watch === undefined) return;
  const answer = outcome.state === 'answered' ? outcome.answer : null;
  access.watch({
    request,
    answer: answer && {
      status: answer.status,
      milliseconds: answer.milliseconds,
      headers: [...redactedHeaders(answer.headers, redaction, secretHeader)],
      body: bodyOf(answer, redaction),
    },
  });
}
