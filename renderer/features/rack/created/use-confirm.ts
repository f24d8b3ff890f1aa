import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { closeDialog, openDialog, toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { createdText } from '../../../text/created.ts';
import { keyText } from '../../../text/keys.ts';
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts';

/** @param keys those that still wait; the dialog closes with the last one */
export function useConfirm(keys: readonly Key[]) {
  const alone = useOneAtATime();
  const [confirming, setConfirming] = useState(false);
  const [error, setError] = useState<{ readonly keyId: string; readonly error: ApiError } | null>(null);
  const confirm = async (key: Key): Promise<void> => {
    setConfirming(true);
    setError(null);
    try {
      await api['keys.acknowledge']({ id: key.id });
      if (keys.length === 1) closeDialog();
      await reload('keys');
      const use = { label: keyText.export, run: () => openDialog({ kind: 'export', keyId: key.id }) };
      toast(createdText.confirmed(key.name), use);
    } catch (thrown) {
      setError({ keyId: key.id, error: asApiError(thrown) });
    } finally {
      setConfirming(false);
    }
  };
  const surely = async (key: Key): Promise<void> => {
    await alone(() => confirm(key));
  };
  return { surely, confirming, error };
}
