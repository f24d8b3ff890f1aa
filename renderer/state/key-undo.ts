import type { Key, KeyChanges } from '#shared/model/key.ts';
import { api } from '../api/api.ts';
import { editText } from '../text/operation-names.ts';
import { operationDone } from '../text/operations.ts';
import { toast } from './actions.ts';
import { reload } from './loading.ts';
import { toastWithUndo } from './undo.ts';

/** What only Keyrack keeps, or what the service changes without more ado, is put back in the same way. */
const PUT_BACK = ['name', 'description', 'tags', 'variable', 'notes'] as const;

/**
 * Says that a key was edited, with `Undo` where everything that changed can be put back.
 * @param before the key as it was
 */
export function tellSaved(before: Key, changes: KeyChanges, name: string): void {
  const changed = Object.keys(changes).filter((field) => field !== 'id');
  const known = PUT_BACK.filter((field) => changed.includes(field));
  // What was done in the console is undone there.
  if (known.length < changed.length || changes.done === true) {
    toast(editText.saved(name));
    return;
  }
  const back = Object.fromEntries(known.map((field) => [field, before[field]]));
  toastWithUndo(editText.saved(name), async () => {
    const restored = await api['keys.edit']({ id: before.id, ...back });
    await reload('keys');
    toast(editText.saved(restored.name));
  });
}

/** Says that a key was disabled or enabled, with `Undo` where the service does the opposite as well. */
export function tellSwitched(
  { id, name }: Pick<Key, 'id' | 'name'>,
  act: 'disable' | 'enable',
  confirm: string | undefined,
): void {
  const opposite = act === 'disable' ? 'enable' : 'disable';
  toastWithUndo(operationDone[act](name), async () => {
    await api['keys.act']({ id, act: opposite, ...(confirm === undefined ? {} : { confirm }) });
    await reload('keys');
    toast(operationDone[opposite](name));
  });
}
