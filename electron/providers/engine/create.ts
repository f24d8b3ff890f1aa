import { AppError } from '#core/errors.ts';
import type { RemoteKey } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { Answer } from '../http/call.ts';
import { pickFitting } from './answer-path.ts';
import type { Context } from './context.ts';
import type { AnswerPath } from './manifest/words.ts';
import { readBareKey, readKey } from './mapping.ts';
import { refusalAbout } from './missing.ts';
import type { Ask } from './request.ts';
import { send } from './sending.ts';
import { isRefused, isSuccess } from './success.ts';

interface Made<Key> {
  readonly key: Key;
  readonly secret: Secret;
}

// What can stand in a header and in one keychain item or sealed file.
const SECRET = /^[\x21-\x7e]{8,8192}$/;
// A value that the service has masked is not the secret, wherever it stands.
const MASKED = /\*{3}|\.{3}$/;

function secretAt(document: unknown, path: AnswerPath): Secret | null {
  return pickFitting(document, path, (value) =>
    typeof value === 'string' && SECRET.test(value) && !MASKED.test(value) ? new Secret(value) : null,
  );
}

const NEXT =
  'Keyrack does not ask twice. List the keys of this connection to see whether a key of this name is there.';
const NEXT_REGENERATE =
  'Keyrack does not ask twice. Verify the key: if the old value is dead, regenerate it again.';

function unknownOutcome(service: string, operation: Ask['operation'], because: string): AppError {
  const isCreate = operation === 'create';
  const what = isCreate ? 'made the key' : 'given the key a new value';
  return new AppError('outcome-unknown', {
    message: `${service} may have ${what}, but its answer did not come whole: ${because}`,
    next: isCreate ? NEXT : NEXT_REGENERATE,
  });
}

const whyUnusable = ({ status, body }: Answer): string =>
  body.state === 'unusable' ? body.failure.message : `HTTP ${status}, without a usable key.`;

/**
 * Sends once. SECURITY: there is no second try in here; the caller wrote its intent down before
 * (tests/contract/provider: "is outcome-unknown").
 * @param read what else to take out of a good answer; null where it is not there
 * @throws AppError outcome-unknown unless the answer is whole, a clear refusal, or nothing was sent
 */
async function sendOnce<Key>(
  context: Context,
  ask: Ask,
  secret: AnswerPath,
  read: (document: unknown) => { readonly key: Key } | null,
): Promise<Made<Key>> {
  const { manifest } = context;
  const { success } = ask.way;
  const outcome = await send(context, ask);
  if (outcome.state === 'failed') {
    if (!outcome.maybeSent) throw outcome.failure;
    throw unknownOutcome(manifest.name, ask.operation, outcome.failure.message);
  }
  const { answer } = outcome;
  if (isRefused(manifest, success, answer)) throw refusalAbout(context, ask, answer, outcome.sent);
  if (isSuccess(success, answer) && answer.body.state === 'json') {
    const value = secretAt(answer.body.document, secret);
    const rest = read(answer.body.document);
    if (value !== null && rest !== null) return { key: rest.key, secret: value };
  }
  throw unknownOutcome(manifest.name, ask.operation, whyUnusable(answer));
}

const keyAt = ({ manifest, clock }: Context, document: unknown, path: AnswerPath, name?: string) =>
  pickFitting(document, path, (item) => readKey(item, manifest, clock.now(), name));

/** @param name the key's, which some services do not repeat. @throws AppError as `sendOnce` */
export function createKey(
  context: Context,
  ask: Ask,
  way: { readonly item: AnswerPath; readonly secret: AnswerPath },
  name: string,
): Promise<Made<RemoteKey>> {
  return sendOnce(context, ask, way.secret, (document) => {
    // The value is shown this once: a field in another form is listed later, the value never.
    const key =
      keyAt(context, document, way.item, name) ??
      pickFitting(document, way.item, (item) => readBareKey(item, context.manifest, name));
    return key === null ? null : { key };
  });
}

/** @returns `key` null where the answer tells the new value alone. @throws AppError as `sendOnce` */
export function regenerateKey(
  context: Context,
  ask: Ask,
  way: { readonly item?: AnswerPath | undefined; readonly secret: AnswerPath },
): Promise<Made<RemoteKey | null>> {
  return sendOnce(context, ask, way.secret, (document) => ({
    // The new value is what must not be lost: the rest can be listed.
    key: way.item === undefined ? null : keyAt(context, document, way.item),
  }));
}
