import { useEffect, useRef, useState } from 'react';
import type { Key, NewKey } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { closeDialog, openDialog, selectEnvironment, toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { listOf } from '../../../state/remote.ts';
import { getState } from '../../../state/store.ts';
import { newKeyText } from '../../../text/new-key.ts';

/** Sends the request once. A request that is out cannot be taken back: leaving only stops the waiting. */
export function useCreate(service: string) {
  const [since, setSince] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  /** @param told says whether a failure is shown at its field */
  const create = async (input: NewKey, told: (thrown: unknown) => boolean): Promise<void> => {
    setError(null);
    setSince(Date.now());
    try {
      await show(await api['keys.create'](input));
    } catch (thrown) {
      const failure = asApiError(thrown);
      if (failure.code === 'outcome-unknown') await reload('keys');
      if (!here.current) toast(failure.message);
      else if (!told(failure)) setError(failure);
    } finally {
      setSince(null);
    }
  };
  const leave = () => {
    closeDialog();
    if (since !== null) toast(newKeyText.stillWaiting(service));
  };
  return { create, leave, since, error };
}

/** Shows the new key where it is, and asks for its value to be copied. */
async function show(key: Key): Promise<void> {
  await reload('keys');
  const shown = getState().preferences.environmentId;
  if (shown !== null && shown !== key.environmentId) selectEnvironment(key.environmentId);
  openDialog({ kind: 'key-created', keyIds: [key.id] });
}

/** @returns the key that a lost answer left at the service, once a listing has found it */
export function orphanOf(input: Pick<NewKey, 'name' | 'connectionId'>): Key | null {
  const name = input.name.normalize('NFC').trim();
  const orphans = listOf(getState().data.keys).filter(
    (key) => key.status === 'orphan' && key.connectionId === input.connectionId && key.name === name,
  );
  return orphans.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}
