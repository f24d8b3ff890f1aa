import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { asApiError } from '../../../api/api-error.ts';
import { reload } from '../../../state/loading.ts';
import { showChanged } from '../../../state/optimistic.ts';
import { editFormOf, editFormSchema } from '../edit/edit-form.ts';
import type { EditableColumn } from './editable.ts';

/** Checks what was typed. @returns what is to change; null where nothing is; a text: why it cannot be used */
function read(key: Key, column: EditableColumn, text: string) {
  const parsed = editFormSchema(key).safeParse({ ...editFormOf(key), [column]: text });
  if (!parsed.success) return parsed.error.issues[0]?.message ?? '';
  return Object.keys(parsed.data).length === 1 ? null : parsed.data;
}

/**
 * Shows the change at once, then has main make it.
 * @param onTaken called when it is shown
 * @returns why it was refused: then all is as it was; null: it is done
 */
export async function saveCell(
  key: Key,
  column: EditableColumn,
  text: string,
  onTaken: () => void,
): Promise<string | null> {
  const changes = read(key, column, text);
  if (typeof changes === 'string') return changes;
  onTaken();
  if (changes === null) return null;
  const { id, ...shown } = changes;
  const takeBack = showChanged(
    id,
    Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined)),
  );
  try {
    await api['keys.edit'](changes);
    await reload('keys');
    return null;
  } catch (thrown) {
    takeBack();
    const { message, next } = asApiError(thrown);
    return next === null ? message : `${message} ${next}`;
  }
}
