import { type Holding, holdingsOf, ledgerAccounts, rotationAccounts } from '#core/holdings.ts';
import type { Account, Inspection } from '#core/ports/secret-store.ts';
import type { Finding } from '../context.ts';
import { fewInWords, type OpenPatient, ok, orWell, problem, warning } from './finding.ts';

type Told = Extract<Inspection, { state: 'told' }>;

/** Whether each secret of the ledger stands in the storage. No secret is opened, and a locked storage is not asked. */
export async function checkItems({ services, outside }: OpenPatient): Promise<readonly Finding[]> {
  const { tier, state } = await services.storage.status();
  // The files of a passphrase storage are told by their names, also while it is locked.
  const canBeTold = state === 'ready' || (tier === 'passphrase' && state === 'locked');
  if (!canBeTold || tier === null) {
    return [ok('items', `Not looked at: the storage is ${state}, and nothing is asked of it.`)];
  }
  const { ledger } = outside;
  const holdings = holdingsOf(ledger);
  const own = ledgerAccounts(ledger);
  const store = await services.storage.store();
  const known = [...holdings.map(({ account }) => account), ...rotationAccounts(ledger), ...own];
  const found = await store.inspect([...new Set(known)]);
  if (found.state === 'untold') {
    return [ok('items', 'Not looked at: this system names no item without opening it.')];
  }
  if (found.state !== 'told') return [ok('items', `Not looked at: ${found.reason}`)];
  const missing = missingOf(found, { holdings, key: own[0] });
  return orWell(
    [...missing, ...straysOf(found, tier)],
    ok('items', `${holdings.length} secrets of keys and connections, each in its place.`),
  );
}

function missingOf(
  found: Told,
  { holdings, key }: { readonly holdings: readonly Holding[]; readonly key: Account | undefined },
): readonly Finding[] {
  const gone = new Set(found.missing);
  const dataKey = found.own.filter((account) => gone.has(account));
  return [
    ...holdings.filter(({ account }) => gone.has(account)).flatMap(missingHolding),
    ...dataKey.map(() =>
      problem(
        'items',
        'The keychain does not hold the key by which sealed files and copies open.',
        'Restore the keychain of your desktop from a copy, or move the folders sealed and backups of the home away.',
      ),
    ),
    ...(key !== undefined && gone.has(key)
      ? [
          warning(
            'items',
            'The key of the audit is gone: the audit cannot be verified, and equal values are not recognised.',
            'Restore the keychain of your desktop from a copy. What is lost tells: keyrack audit --verify',
          ),
        ]
      : []),
  ];
}

function missingHolding(holding: Holding): readonly Finding[] {
  const { id, name } = holding.row;
  if (holding.of === 'key') {
    const message = `The value of the key "${name}" (${id}) is gone from the storage.`;
    return [problem('items', message, `Enter it: keyrack key enter ${id}`)];
  }
  // A proxy may want no password.
  if (holding.of === 'proxy') return [];
  const message = `The credential of the connection "${name}" (${id}) is gone from the storage.`;
  return [problem('items', message, `Enter it: keyrack connection edit ${id} --credential`)];
}

/** Every home of this user keeps its items under the same service. */
function straysOf({ strays }: Told, tier: 'keychain' | 'passphrase'): readonly Finding[] {
  if (strays.length === 0) return [];
  const shown = fewInWords(strays);
  if (tier === 'passphrase') {
    const fix = 'Files of no key are of no use; keyrack uninstall removes them with the home.';
    return [warning('strays', `No key of this home has these sealed files: ${shown}.`, fix)];
  }
  // SECURITY: no line that deletes them: seen from a second home, the live keys of the first are strays.
  return [
    warning(
      'strays',
      `The keychain has items of Keyrack that this home does not know: ${shown}.`,
      'They may be the keys of another home of yours (--home, KEYRACK_HOME): run keyrack doctor with that one. What no home knows can be removed in the password manager of your desktop, under the service keyrack.',
    ),
  ];
}
