import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { fingerprintOf, keepValue, NOT_HELD } from '../lifecycle/keeping.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Account } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { accounts } from './accounts.ts';
import { next, type RotatingDeps, type Step } from './deps.ts';
import { isGivenOut } from './tasks.ts';

/** What the service, or the value itself, tells of a key: what goes from row to row with the value. */
const OF_THE_VALUE = [
  'remoteId',
  'description',
  'hint',
  'status',
  'scopes',
  'testMode',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'allowedIps',
  'rateLimit',
  'checkedAt',
  'acknowledged',
] as const satisfies readonly (keyof KeyRow)[];

const ofTheValue = (row: KeyRow): Pick<KeyRow, (typeof OF_THE_VALUE)[number]> =>
  Object.fromEntries(OF_THE_VALUE.map((name) => [name, row[name]])) as Pick<
    KeyRow,
    (typeof OF_THE_VALUE)[number]
  >;

/** Stores a value a second time, and looks that it stands there, before the first place gets another one. */
export async function keepBeside(deps: RotatingDeps, account: Account, value: Secret): Promise<void> {
  await deps.vault.write(account, value);
  const back = await deps.vault.readIfHeld(account);
  if (back?.equals(value) === true) return;
  throw new AppError('storage-unavailable', {
    message: 'The storage of secrets did not keep a value that was written to it. Nothing was overwritten.',
    next: 'See what is wrong with: keyrack doctor',
  });
}

const dated = (name: string, now: Date) => `${name} (replaced ${now.toISOString().slice(0, 10)})`;

/**
 * The new value takes the key's place: from here on exec, headers and every delivery have it. The key keeps its id, so
 * that launchers and scripts need nothing.
 * Each value stands in two places before one of them is overwritten; the rows change in one transaction. Killed
 * anywhere, it can be done again.
 */
export const switchOver: Step = async (deps, run) => {
  const { ledger } = deps;
  const at = accounts(run);
  if (run.switchedAt !== null) {
    await deps.vault.remove(at.fresh);
    return next('rewrite', 'Keyrack hands out the new value.');
  }
  const fresh = getRow('key', ledger.keys, run.newId);
  const value = await deps.vault.read(at.fresh, `the new key "${run.keyName}"`);
  const current = await deps.vault.readIfHeld(at.own);
  if (current !== null && !current.equals(value)) await keepBeside(deps, at.old, current);
  const old = await deps.vault.readIfHeld(at.old);
  const oldPrint = old === null ? null : await fingerprintOf(deps, old);
  const kept = await keepValue(deps, { id: run.keyId, environmentId: run.environmentId }, value);
  const now = deps.clock.now();
  ledger.transaction(() => {
    const key = getRow('key', ledger.keys, run.keyId);
    ledger.keys.remove(run.newId);
    // Whoever has it delivered needs no copy; where it goes by hand alone, somebody has to take it once.
    const isDelivered = ledger.deliveries.list().some(({ keyId }) => keyId === key.id);
    const acknowledged = fresh.acknowledged || (run.oldAcknowledged && isDelivered);
    ledger.keys.put({ ...key, ...ofTheValue(fresh), acknowledged, ...kept });
    ledger.keys.put({
      ...key,
      id: run.oldId,
      name: dated(key.name, now),
      variable: null,
      notes: '',
      acknowledged: true,
      replacedBy: key.id,
      ...(old === null ? NOT_HELD : { held: true, fingerprint: oldPrint }),
    });
    ledger.rotations.put({ ...getRow('rotation', ledger.rotations, run.id), switchedAt: now.toISOString() });
    deps.audit('key rotated', key.id, 'programs get the new value');
  });
  await deps.vault.remove(at.fresh);
  return next('rewrite', 'Keyrack hands out the new value from now on.', { switchedAt: now.toISOString() });
};

/** The same the other way round: the old value takes its place again, and the new one waits to be deleted. */
export async function switchBack(deps: RotatingDeps, run: RotationRow): Promise<void> {
  const { ledger } = deps;
  const at = accounts(run);
  const old = await deps.vault.readIfHeld(at.old);
  const current = await deps.vault.readIfHeld(at.own);
  const isBack = old === null ? current === null : current?.equals(old) === true;
  if (!isBack && current !== null) await keepBeside(deps, at.fresh, current);
  const fresh = await deps.vault.readIfHeld(at.fresh);
  const print = fresh === null ? null : await fingerprintOf(deps, fresh);
  const which = { id: run.keyId, environmentId: run.environmentId };
  if (old === null) await deps.vault.remove(at.own);
  const kept = old === null ? NOT_HELD : await keepValue(deps, which, old);
  ledger.transaction(() => {
    const key = getRow('key', ledger.keys, run.keyId);
    const before = getRow('key', ledger.keys, run.oldId);
    ledger.keys.remove(run.oldId);
    const acknowledged = run.oldAcknowledged;
    ledger.keys.put({ ...key, ...ofTheValue(before), acknowledged, ...kept });
    ledger.keys.put({
      ...key,
      id: run.newId,
      variable: null,
      notes: '',
      acknowledged: true,
      replacedBy: key.id,
      ...(fresh === null ? NOT_HELD : { held: true, fingerprint: print }),
    });
    const now = getRow('rotation', ledger.rotations, run.id);
    // Nobody needs the new value any more, but for those who have it.
    ledger.rotations.put({ ...now, switchedAt: null, tasks: now.tasks.filter(isGivenOut) });
    deps.audit('rotation taken back', key.id, 'programs get the old value');
  });
  await deps.vault.remove(at.old);
}

/**
 * Stopped between the value and the rows, the key hands out the new value already and no row says so: the old one takes
 * its place again before anything is deleted.
 */
export async function unswitch(deps: RotatingDeps, run: RotationRow): Promise<void> {
  const at = accounts(run);
  const [own, old] = [await deps.vault.readIfHeld(at.own), await deps.vault.readIfHeld(at.old)];
  const which = { id: run.keyId, environmentId: run.environmentId };
  const { held } = getRow('key', deps.ledger.keys, run.keyId);
  if (old === null && !held && own !== null) await deps.vault.remove(at.own);
  if (old === null || own?.equals(old) === true) return;
  const kept = await keepValue(deps, which, old);
  deps.ledger.transaction(() => {
    deps.ledger.keys.put({ ...getRow('key', deps.ledger.keys, run.keyId), ...kept });
  });
}
