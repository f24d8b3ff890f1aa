import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { closeDialog, openDialog, toast } from '../../../state/actions.ts';
import type { OpenDialog } from '../../../state/dialog.ts';
import { reload } from '../../../state/loading.ts';
import { createdText } from '../../../text/created.ts';
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts';

export interface NextStep {
  readonly label: string;
  /** The id of the target that the key is meant for; undefined: not said. */
  readonly target: string | undefined;
}

/** The dialog that delivers a key, begun with the target that it is meant for. */
export const exportOf = (
  keyId: string,
  target: string | undefined,
  backTo?: readonly string[],
): OpenDialog => ({
  kind: 'export',
  keyId,
  ...(target === undefined ? {} : { target }),
  ...(backTo === undefined ? {} : { backTo }),
});

/** @param keys those that still wait; the dialog closes with the last one. @param next what is offered then */
export function useConfirm(keys: readonly Key[], next: NextStep) {
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
      const use = { label: next.label, run: () => openDialog(exportOf(key.id, next.target)) };
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
