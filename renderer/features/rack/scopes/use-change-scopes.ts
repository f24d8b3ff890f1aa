import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { showReplacement } from '../../../state/key-actions.ts';
import { reload } from '../../../state/loading.ts';
import { scopesText } from '../../../text/operations.ts';

/** @returns what the dialog's button does; it throws what main refuses */
export function useChangeScopes(key: Key, way: 'edit' | 'replace', guided: boolean) {
  const edit = async (scopes: string[]) => {
    await api['keys.edit']({ id: key.id, scopes, ...(guided ? { done: true } : {}) });
    await reload('keys');
    closeDialog();
    toast(scopesText.done(key.name));
  };
  const replace = async (scopes: string[], confirm: string | undefined) => {
    const typed = confirm === undefined ? {} : { confirm };
    const made = await api['keys.replace']({ id: key.id, scopes, byHand: guided, ...typed });
    await showReplacement(key.id, made);
  };
  return (scopes: string[], confirm: string | undefined): Promise<void> =>
    way === 'edit' ? edit(scopes) : replace(scopes, confirm);
}
