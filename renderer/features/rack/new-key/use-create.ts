import { useEffect, useRef, useState } from 'react';
import type { Key, NewKey } from '#shared/model/key.ts';
import type { Offer } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { showNewKey } from '../../../state/key-actions.ts';
import { reload } from '../../../state/loading.ts';
import { listOf } from '../../../state/remote.ts';
import { getState } from '../../../state/store.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts';

/** Says whether a failure is shown at its field. */
type Told = (thrown: unknown) => boolean;

/**
 * Sends the request once. A request that is out cannot be taken back: leaving only stops the waiting.
 * @param tool what the key is made for: its delivery is the next step
 */
export function useCreate(service: string, tool: () => string) {
  const [since, setSince] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const alone = useOneAtATime();
  const out = useRef(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const attempt = async <T>(run: () => Promise<T>, told: Told): Promise<T | null> => {
    setError(null);
    setSince(Date.now());
    try {
      return await run();
    } catch (thrown) {
      const failure = asApiError(thrown);
      if (failure.code === 'outcome-unknown') await reload('keys');
      if (failure.code === 'cancelled') return null;
      if (!here.current) toast(failure.message);
      else if (!told(failure)) setError(failure);
      return null;
    } finally {
      setSince(null);
      out.current = false;
    }
  };
  const show = async (key: Key | null): Promise<void> => {
    if (key !== null) await showNewKey(key, tool().trim());
  };

  const create = async (input: NewKey, told: Told): Promise<void> => {
    out.current = true;
    await show(await alone(() => attempt(() => api['keys.create'](input), told)));
  };
  /** @returns what to do in the console; null where the request was refused */
  const prepare = (input: NewKey, told: Told): Promise<Offer | null> =>
    alone(() => attempt(() => api['keys.prepareByHand'](input), told));
  /** Main asks for the value in the entry window, has it verified where the service can, and keeps it. */
  const enter = async (input: NewKey): Promise<void> => {
    await show(
      await alone(() =>
        attempt(
          () => api['keys.createByHand'](input),
          () => false,
        ),
      ),
    );
  };
  const leave = () => {
    closeDialog();
    if (out.current) toast(newKeyText.stillWaiting(service));
  };
  return { create, prepare, enter, leave, since, error, clear: () => setError(null) };
}

/** @returns the key that a lost answer left at the service, once a listing has found it */
export function orphanOf(input: Pick<NewKey, 'name' | 'connectionId'>): Key | null {
  const name = input.name.normalize('NFC').trim();
  const orphans = listOf(getState().data.keys).filter(
    (key) => key.status === 'orphan' && key.connectionId === input.connectionId && key.name === name,
  );
  return orphans.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}
