import { AppError } from '#core/errors.ts';
import type { RemoteKey } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import { isClearRefusal } from '../http/answers.ts';
import type { Answer } from '../http/client.ts';
import type { Manifest } from './manifest.ts';
import { pick, readKey } from './mapping.ts';
import { type Exchange, refusalOf } from './sender.ts';

type CreateOp = NonNullable<Manifest['ops']['create']>;
interface Created {
  readonly key: RemoteKey;
  readonly secret: Secret;
}

// What can stand in a header and in one keychain item or sealed file.
const SECRET = /^[\x21-\x7e]{8,8192}$/;

function unknownOutcome(manifest: Manifest, because: string): AppError {
  return new AppError('outcome-unknown', {
    message: `${manifest.name} may have made the key, but its answer did not come whole: ${because}`,
    next: 'Keyrack does not ask twice. List the keys of this connection to see whether a key of this name is there.',
  });
}

function readCreated(manifest: Manifest, op: CreateOp, answer: Answer): Created | null {
  if (answer.body.state !== 'json' || !op.success.status.includes(answer.status)) return null;
  const { document } = answer.body;
  const key = readKey(pick(document, op.itemPath), manifest);
  const value = pick(document, op.secretPath);
  return key !== null && typeof value === 'string' && SECRET.test(value)
    ? { key, secret: new Secret(value) }
    : null;
}

function judge({ manifest, prepared }: Exchange, op: CreateOp, answer: Answer): Created {
  if (isClearRefusal(answer.status)) throw refusalOf(manifest, answer, prepared.sent);
  const created = readCreated(manifest, op, answer);
  if (created !== null) return created;
  throw unknownOutcome(
    manifest,
    answer.body.state === 'unusable'
      ? answer.body.failure.message
      : `HTTP ${answer.status}, without a usable key.`,
  );
}

/**
 * Sends once. SECURITY: there is no second try in here; the caller wrote its intent down before
 * (tests/contract/provider: "is outcome-unknown").
 * @throws AppError outcome-unknown unless the answer is whole, a clear refusal, or nothing was sent
 */
export async function createKey(exchange: Exchange, op: CreateOp): Promise<Created> {
  const outcome = await exchange.http.send(exchange.prepared.call);
  if (outcome.state === 'answered') return judge(exchange, op, outcome.answer);
  if (!outcome.maybeSent) throw outcome.failure;
  throw unknownOutcome(exchange.manifest, outcome.failure.message);
}
