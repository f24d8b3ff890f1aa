import type { Key, KeyAct } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, selectKey, toast } from '../../../state/actions.ts';
import { forgetNote, showNewKey } from '../../../state/key-actions.ts';
import { tellSwitched } from '../../../state/key-undo.ts';
import { reload } from '../../../state/loading.ts';
import { surroundingsOf } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { operationDone } from '../../../text/operations.ts';
import { isByHand, offerFor } from '../obstacles.ts';

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
    if (!guided && canUndo(key, which)) tellSwitched(key, which, confirm);
    else toast(operationDone[which](key.name));
    await reload('keys');
  };
  return async (confirm: Confirm): Promise<void> => {
    await (act === 'regenerate' ? regenerate(confirm) : change(act, confirm));
    forgetNote(key.id);
  };
}

/**
 * Where the opposite takes no more than a call. To disable in production asks for a name, which nobody typed to enable.
 */
function canUndo(key: Key, act: KeyAct): act is 'disable' | 'enable' {
  if (act !== 'disable' && act !== 'enable') return false;
  const { environment, connection } = surroundingsOf(getState(), key);
  const back = offerFor(key, connection, act === 'disable' ? 'enable' : 'disable');
  const asked = act === 'enable' && environment?.stage === 'production';
  return back?.way === 'api' && !isByHand(key, back) && !asked;
}

const typed = (confirm: Confirm) => (confirm === undefined ? {} : { confirm });
