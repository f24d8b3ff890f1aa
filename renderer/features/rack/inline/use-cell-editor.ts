import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { toast } from '../../../state/actions.ts';
import { inlineText } from '../../../text/bulk.ts';
import { editFormOf } from '../edit/edit-form.ts';
import { nextEditable } from './editable.ts';
import { saveCell } from './save-cell.ts';
import type { CellEdit, CellEditing } from './use-cell-edit.ts';

export interface EditedCell {
  readonly value: Key;
  readonly edit: CellEdit;
  readonly editing: CellEditing;
  /** The columns in sight, in their order: Tab goes on to the next that can be edited. */
  readonly shown: readonly string[];
  /** The focus goes back to the row. */
  readonly onLeave: () => void;
}

/** Enter saves, and so does going elsewhere; Escape leaves the cell as it was. */
export function useCellEditor({ value, edit, editing, shown, onLeave }: EditedCell) {
  const { column } = edit;
  const [text, setText] = useState(edit.text ?? editFormOf(value)[column]);
  const [told, setTold] = useState(edit.told);
  const left = useRef(false);

  const leave = () => {
    left.current = true;
    editing.leave();
  };
  const save = async (then: () => void) => {
    if (left.current) return;
    const refused = await saveCell(value, column, text, () => {
      leave();
      then();
    });
    if (refused === null) return;
    const back: CellEdit = { ...edit, text, told: refused };
    if (!left.current) setTold(refused);
    else if (isIdle()) editing.takeBack(back);
    else toast(inlineText.refused(refused), { label: inlineText.again, run: () => editing.takeBack(back) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      leave();
      onLeave();
    }
    if (edit.fixed) return;
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save(onLeave);
    const next = event.key === 'Tab' ? nextEditable(shown, column, event.shiftKey ? -1 : 1) : null;
    if (next === null) return;
    event.preventDefault();
    void save(() => editing.begin(value.id, next));
  };
  const onBlur = (event: FocusEvent) => {
    // Another window came to the front: nothing was decided yet.
    if (!document.hasFocus() || event.relatedTarget?.closest('[role="dialog"]')) return;
    if (edit.fixed) return leave();
    void save(() => undefined);
  };
  return { text, setText, told, onKeyDown, onBlur };
}

/** Nobody types elsewhere by now: the focus may go back. */
function isIdle(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.matches('tr[data-key]');
}
