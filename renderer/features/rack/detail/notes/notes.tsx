import { type MouseEvent, useId } from 'react';
import type { Key } from '#shared/model/key.ts';
import { notesText } from '../../../../text/detail.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { TextArea } from '../../../../ui/text-input.tsx';
import { Part } from '../part.tsx';
import { BOX_MAX, type NotesState, useNotes } from './use-notes.ts';

/** The user's own words about a key. What is typed is shown as it is: no markup, no links. */
export function Notes({ value }: { readonly value: Key }) {
  return (
    <Part title={notesText.title} open>
      {() => <NotesBox value={value} />}
    </Part>
  );
}

function NotesBox({ value }: { readonly value: Key }) {
  const id = useId();
  const { box, first, state, onChange, onPaste, saveNow, undo, canUndo } = useNotes(value);
  const refused = state.is === 'refused';
  return (
    <>
      {/* Not controlled by React: a text of megabytes must not be carried through a render at each key press. */}
      <TextArea
        ref={box}
        aria-label={notesText.field}
        aria-describedby={id}
        {...(refused ? { 'aria-invalid': true } : {})}
        dir="auto"
        maxLength={BOX_MAX}
        rows={4}
        defaultValue={first}
        placeholder={notesText.empty}
        spellCheck={false}
        onChange={onChange}
        onPaste={onPaste}
        onBlur={saveNow}
        className="field-sizing-content max-h-60 min-h-21 placeholder:text-faint"
      />
      <div className="-mt-1.5 -mb-2 flex min-h-6 items-start justify-between gap-2 text-small">
        <p id={id} role={refused ? 'alert' : 'status'} className="min-w-0 pt-1 wrap-anywhere">
          <Said state={state} />
        </p>
        {canUndo && (
          <Button look="quiet" onMouseDown={keepFocus} onClick={undo}>
            {notesText.undo}
          </Button>
        )}
      </div>
      {state.is === 'failed' && <ErrorNotice error={state.error} />}
    </>
  );
}

function Said({ state }: { readonly state: NotesState }) {
  if (state.is === 'refused') {
    return (
      <span className="text-danger">
        {notesText.notSaved} {state.words}
      </span>
    );
  }
  if (state.is === 'still' || state.is === 'failed') return null;
  return <span className="text-faint">{notesText[state.is]}</span>;
}

/** Leaving the box would save first, and take the button away from under the press. */
const keepFocus = (event: MouseEvent) => event.preventDefault();
