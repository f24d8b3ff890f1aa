import type { CredentialName } from '#core/ports/provider.ts';
import type { Secret } from '#core/secret.ts';
import type { Answer, Outcome } from '../http/call.ts';
import { ANONYMOUS, type Authenticated, authenticate, bearerOf, specOf } from './auth.ts';
import { askWithCandidates } from './candidates.ts';
import type { Context } from './context.ts';
import type { Candidate, Credential, DirectAuth } from './manifest/auth.ts';
import type { AnswerPath } from './manifest/words.ts';
import { refusalAbout } from './missing.ts';
import { type Ask, prepare } from './request.ts';
import { documentOf, isSuccess } from './success.ts';
import { watchExchange } from './watching.ts';

/** What came of it, and what no word about it may repeat. */
export type Sent = Outcome & {
  readonly sent: readonly Secret[];
  /** Path and query that were asked for; empty where nothing was sent. */
  readonly path: string;
};

/** Which credential a request is made with; null where it takes none. */
export const credentialOf = ({ anonymous, way }: Ask): CredentialName | null =>
  anonymous === true || way.request.credential === 'none' ? null : way.request.credential;

const secretPaths = (way: Ask['way']): readonly AnswerPath[] =>
  way.secret === undefined ? [] : [way.secret];

async function sendAs(
  context: Context,
  ask: Ask,
  candidate: Candidate | null,
  who: Authenticated,
): Promise<Sent> {
  const { call, shown } = prepare(context, ask, candidate, who.headers);
  const outcome = await context.http.send(call);
  const paths = [...context.manifest.redact, ...secretPaths(ask.way)];
  watchExchange(context, shown, outcome, { sent: who.sent, paths });
  return { ...outcome, sent: who.sent, path: call.path };
}

/** @throws Error where the service has several ways and none was chosen: a fault of ours */
export function directAuth({ auth }: Credential, candidate: Candidate | null): DirectAuth {
  if (candidate !== null) return candidate.auth;
  if ('candidates' in auth) throw new Error('a candidate has to be chosen first');
  return auth;
}

const isUnauthorized = (outcome: Outcome): boolean =>
  outcome.state === 'answered' && outcome.answer.status === 401;

/** Sends with one way to authenticate. A token that is refused is bought anew, once: 401 says that nothing was done. */
export async function sendWith(context: Context, ask: Ask, candidate: Candidate | null): Promise<Sent> {
  const name = credentialOf(ask);
  if (name === null) return sendAs(context, ask, candidate, ANONYMOUS);
  const bearer = bearerOf(context, name, ask.key);
  const auth = directAuth(bearer.spec, candidate);
  const who = await authenticate(context, auth, bearer, ask.signal);
  const first = await sendAs(context, ask, candidate, who);
  if (who.token === null || !isUnauthorized(first)) return first;
  context.tokens.drop(who.token.value);
  if (who.token.isFresh) return first;
  return sendAs(context, ask, candidate, await authenticate(context, auth, bearer, ask.signal));
}

/**
 * Sends, by whichever of the manifest's candidates works. Takes any status as an answer.
 * @throws AppError where nothing of the request itself was sent: no credential, no token, no candidate that works
 */
export function send(context: Context, ask: Ask): Promise<Sent> {
  const name = credentialOf(ask);
  const spec = name === null ? null : specOf(context, name);
  if (spec === null || !('candidates' in spec.auth)) return sendWith(context, ask, null);
  return askWithCandidates(context, { ask, name: spec.id, list: spec.auth.candidates, sendWith });
}

/** @throws AppError network, tls, service-failed, cancelled where no answer came */
export async function ask(context: Context, what: Ask): Promise<Answer & Pick<Sent, 'sent' | 'path'>> {
  const outcome = await send(context, what);
  if (outcome.state === 'failed') throw outcome.failure;
  return { ...outcome.answer, sent: outcome.sent, path: outcome.path };
}

/** Sends and demands a success. @returns the JSON; undefined where it is dropped unread */
export async function demand(context: Context, what: Ask): Promise<unknown> {
  const answer = await ask(context, what);
  const { way } = what;
  if (isSuccess(way.success, answer, way.gone)) return documentOf(answer);
  throw refusalAbout(context, what, answer, answer.sent);
}
