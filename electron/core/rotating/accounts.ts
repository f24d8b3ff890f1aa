import type { RotationRow } from '../ports/rotations.ts';
import { type Account, keyAccount } from '../ports/secret-store.ts';

/** Where the values of a run stand in the storage of secrets: the key's own, the new and the old one. */
export const accounts = ({
  environmentId,
  keyId,
  newId,
  oldId,
}: RotationRow): Readonly<Record<'own' | 'fresh' | 'old', Account>> => ({
  own: keyAccount(environmentId, keyId),
  fresh: keyAccount(environmentId, newId),
  old: keyAccount(environmentId, oldId),
});
