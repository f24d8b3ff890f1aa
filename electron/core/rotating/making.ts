import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { verifyKey } from '../lifecycle/asking.ts';
import { acceptBrought, environmentOf } from '../lifecycle/brought.ts';
import { keepByHand } from '../lifecycle/by-hand.ts';
import { createKey, limitAddresses } from '../lifecycle/creating.ts';
import { keepRecorded } from '../lifecycle/keeping.ts';
import { recoverIntents } from '../lifecycle/recovering.ts';
import type { KeyRequest } from '../lifecycle/request.ts';
import { withdraw } from '../lifecycle/retiring.ts';
import { isByApi } from '../lifecycle/ways.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { next, type RotatingDeps, type Step } from './deps.ts';
import { otherScopes, requestLike } from './requesting.ts';
import { later } from './timing.ts';

const DESCRIPTION_MAX = 500;
const DATED = / ?\(rotated \d{4}-\d{2}-\d{2}\)$/;

/** The old description with the day: at the service both keys have one name. */
function datedDescription(description: string, now: Date): string {
  const bare = description.replace(DATED, '');
  const dated = `${bare} (rotated ${now.toISOString().slice(0, 10)})`.trim();
  return [...dated].length > DESCRIPTION_MAX ? bare : dated;
}

function requestFor(deps: RotatingDeps, run: RotationRow, key: KeyRow): KeyRequest {
  const connection = getRow('connection', deps.ledger.connections, key.connectionId ?? '');
  const request = requestLike(deps, key, connection, run.scopes);
  return { ...request, description: datedDescription(key.description, deps.clock.now()) };
}

/** What an earlier try left under the id of the new key. */
async function leftBehind(deps: RotatingDeps, run: RotationRow): Promise<'kept' | 'nothing' | 'unsettled'> {
  const intents = () => deps.ledger.intents.list().filter(({ keyId }) => keyId === run.newId);
  if (intents().length > 0) await recoverIntents(deps);
  if (intents().length > 0) return 'unsettled';
  const row = deps.ledger.keys.get(run.newId);
  if (row === null) return 'nothing';
  if (row.held) return 'kept';
  await discard(deps, row);
  return 'nothing';
}

/** A key whose value was lost on the way goes at the service before another one is made. @throws AppError steps-needed, the service's refusal */
async function discard(deps: RotatingDeps, row: KeyRow): Promise<void> {
  const connection = row.connectionId === null ? null : deps.ledger.connections.get(row.connectionId);
  if (connection !== null) {
    const service = await deps.reach.service(connection);
    const gone = row.remoteId !== null && (await withdraw(deps, connection, service, row.remoteId));
    if (!gone) {
      throw new AppError('steps-needed', {
        message: `A key "${row.name}" was made at the service, its value was lost on the way, and no program can delete it there.`,
        next: 'Delete it in the console, then say here that it is done.',
      });
    }
  }
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  deps.ledger.transaction(() => {
    deps.audit('orphan deleted', row.id, row.name);
    deps.ledger.keys.remove(row.id);
  });
}

const UNSETTLED_MS = 60_000;

export const create: Step = async (deps, run, signal) => {
  const left = await leftBehind(deps, run);
  if (left === 'unsettled') {
    const resumeAt = later(deps.clock.now(), UNSETTLED_MS);
    const problem = 'Whether the service made the new key is not known yet. Keyrack looks again by itself.';
    return { go: 'wait', state: 'retrying', text: problem, patch: { resumeAt, problem } };
  }
  const key = getRow('key', deps.ledger.keys, run.keyId);
  const request = requestFor(deps, run, key);
  const made =
    left === 'kept' ? await finished(deps, run, request) : await createKey(deps, request, signal, run.newId);
  const named = made.remoteId === null ? '' : ` as ${made.remoteId}`;
  const text = `The service has the new key${named}${otherScopes(run.scopes)}; its value is kept.`;
  return next('verify', text, { newHint: made.hint });
};

/** A key that was made and kept by an earlier try may still be without its limit of addresses. */
async function finished(deps: RotatingDeps, { newId }: RotationRow, request: KeyRequest): Promise<KeyRow> {
  const made = getRow('key', deps.ledger.keys, newId);
  const connection = getRow('connection', deps.ledger.connections, request.connectionId);
  return limitAddresses(deps, made, request, await deps.reach.service(connection));
}

/** Whether the new key was entered and kept, and its process killed before the run said so. */
export const hasEntered = ({ ledger }: Pick<RotatingDeps, 'ledger'>, run: RotationRow): boolean =>
  run.kind === 'replace' && run.step === 'enter' && ledger.keys.get(run.newId)?.held === true;

/** The user made the new value, and has entered it. */
export async function takeEntered(
  deps: RotatingDeps,
  run: RotationRow,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const key = getRow('key', deps.ledger.keys, run.keyId);
  const left = deps.ledger.keys.get(run.newId);
  if (left !== null) {
    // Killed after it was kept, the same value is entered once more; another one stands for that.
    const account = keyAccount(left.environmentId, left.id);
    if ((await deps.vault.readIfHeld(account))?.equals(secret) === true) return left;
    await deps.vault.remove(account);
    deps.ledger.transaction(() => deps.ledger.keys.remove(left.id));
  }
  if (key.connectionId === null) return takeLocal(deps, run, key, secret, signal);
  const request = requestFor(deps, run, key);
  const testMode = request.testMode || null;
  const byHand = { request, shown: undefined, testMode, sameValue: 'new', id: run.newId } as const;
  return keepByHand(deps, byHand, secret, signal);
}

async function takeLocal(
  deps: RotatingDeps,
  run: RotationRow,
  key: KeyRow,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const environment = environmentOf(deps, key.environmentId);
  const brought = { name: key.name, environment, connection: null, testMode: null, keyId: null } as const;
  const accepted = await acceptBrought(deps, { ...brought, sameValue: 'new' }, secret, signal);
  const row: KeyRow = {
    ...key,
    id: run.newId,
    hint: secret.hint(),
    acknowledged: true,
    testMode: accepted.testMode,
    createdAt: deps.clock.now().toISOString(),
    lastUsedAt: null,
    checkedAt: null,
    notes: '',
    replacedBy: key.id,
  };
  return keepRecorded(deps, row, secret, (kept) => {
    deps.ledger.keys.put({ ...row, ...kept });
    return { ...row, ...kept };
  });
}

/** A service may need a moment until all of it knows a new key. */
const VERIFY_AFTER_MS = [0, 1_000, 4_000];

export const verify: Step = async (deps, run, signal) => {
  const id = run.kind === 'in-place' ? run.keyId : run.newId;
  const row = getRow('key', deps.ledger.keys, id);
  const after = run.kind === 'in-place' ? 'rewrite' : 'switch';
  const connection = row.connectionId === null ? null : deps.ledger.connections.get(row.connectionId);
  if (connection === null || !isByApi(deps, connection, 'verify')) {
    return next(after, 'No way is known to ask whether the new key is accepted; it is taken as it is.');
  }
  let said = '';
  for (const wait of VERIFY_AFTER_MS) {
    if (wait > 0) await pause(deps, wait);
    const verdict = await verifyKey(deps, getRow('key', deps.ledger.keys, id), signal);
    if (verdict.is !== 'invalid') {
      return next(
        after,
        verdict.is === 'unknown' ? `${verdict.message}` : 'The service accepts the new key.',
      );
    }
    said = verdict.message;
  }
  throw new AppError('refused', {
    message: `The service does not accept the new key "${row.name}". ${said}`,
    next: 'Look at the connection, then rotate again.',
  });
};

export const pause = ({ clock }: Pick<RotatingDeps, 'clock'>, ms: number) =>
  new Promise<void>((resolve) => clock.after(ms, resolve));
