import { useMemo, useState } from 'react';
import { openDialog } from '../../../state/actions.ts';
import { keyOf, surroundingsOf } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { type EditableColumn, editableHow, isEditable } from './editable.ts';

/** The cell that is edited where it stands. */
export interface CellEdit {
  readonly id: string;
  readonly column: EditableColumn;
  /** What was typed before it was refused; null: what the key has. */
  readonly text: string | null;
  /** Why it is so: what was refused, or why it cannot be edited. */
  readonly told: string | null;
  readonly fixed: boolean;
}

/** The same object for all paints. */
export interface CellEditing {
  readonly begin: (id: string, column: string) => void;
  readonly leave: () => void;
  /** Back to what was typed, with why it was refused. */
  readonly takeBack: (edit: CellEdit) => void;
}

export function useCellEdit(): { readonly edit: CellEdit | null; readonly editing: CellEditing } {
  const [edit, setEdit] = useState<CellEdit | null>(null);
  const editing = useMemo(
    (): CellEditing => ({
      begin: (id, column) => {
        const state = getState();
        const key = keyOf(state, id);
        if (key === null || !isEditable(column)) return;
        const editable = editableHow(key, surroundingsOf(state, key), column);
        if (editable.how === 'dialog') return openDialog({ kind: 'edit-key', id });
        const told = editable.how === 'not' ? editable.why : null;
        setEdit({ id, column, text: null, told, fixed: editable.how === 'not' });
      },
      leave: () => setEdit(null),
      takeBack: setEdit,
    }),
    [],
  );
  return { edit, editing };
}
