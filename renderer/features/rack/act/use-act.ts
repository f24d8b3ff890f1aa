import type { Key, KeyAct } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, selectKey, toast } from '../../../state/actions.ts';
import { forgetNote, showNewKey } from '../../../state/key-actions.ts';
import { reload } from '../../../state/loading.ts';
import { getState } from '../../../state/store.ts';
import { operationDone } from '../../../text/operations.ts';

type Confirm = string | undefined;

/**
 * @param guided the user does it in the console: then main is told that it is done, or asks for the new value
 * @returns what the dialog's button does; it throws what main refuses
 */
export function useAct(key: Key, act: KeyAct | 'regenerate', guided: boolean) {
  const regenerate = async (confirm: Confirm) => {
    await showNewKey(await api['keys.regenerate']({ id: key.id, byHand: guided, ...typed(confirm) }));
  };
  const change = async (which: KeyAct, confirm: Confirm) => {
    const left = await api['keys.act']({
      id: key.id,
      act: which,
      ...typed(confirm),
      ...(guided ? { done: true } : {}),
    });
    if (left === null && getState().selectedKeyId === key.id) selectKey(null);
    closeDialog();
    toast(operationDone[which](key.name));
    await reload('keys');
  };
  return async (confirm: Confirm): Promise<void> => {
    await (act === 'regenerate' ? regenerate(confirm) : change(act, confirm));
    forgetNote(key.id);
  };
}

const typed = (confirm: Confirm) => (confirm === undefined ? {} : { confirm });
