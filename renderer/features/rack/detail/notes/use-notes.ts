import { type ClipboardEvent, useEffect, useRef, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { notesSchema } from '#shared/model/text-fields.ts';
import { api } from '../../../../api/api.ts';
import { type ApiError, asApiError } from '../../../../api/api-error.ts';
import { reload } from '../../../../state/loading.ts';
import { notesText } from '../../../../text/detail.ts';

const QUIET_MILLISECONDS = 800;

/** More than notes may have, so that what is a little too long can be cut by hand; megabytes would stop the page. */
export const BOX_MAX = 20_000;

export type NotesState =
  | { readonly is: 'still' | 'unsaved' | 'saving' | 'saved' }
  /** They break a rule: nothing was sent, and what was typed stays. */
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'failed'; readonly error: ApiError };

const UNKEPT: ReadonlySet<NotesState['is']> = new Set(['unsaved', 'refused', 'failed']);

/** What was typed and could not be saved, by the key's id: it is there again when its key is. */
const drafts = new Map<string, string>();

/** @returns why a text cannot be kept as notes; null where it can */
const notesProblem = (text: string): string | null =>
  notesSchema.safeParse(text).error?.issues[0]?.message ?? null;

/** Saves what is typed once the typing rests or the box is left; offers the text from before. */
export function useNotes(key: Pick<Key, 'id' | 'notes'>) {
  const { id } = key;
  const box = useRef<HTMLTextAreaElement>(null);
  const kept = useRef(key.notes);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [before, setBefore] = useState(key.notes);
  const [state, setState] = useState<NotesState>(() => startOf(id));

  const save = async (text: string): Promise<void> => {
    clearTimeout(timer.current);
    // Leaving a box that was saved already is no new state: its Undo stays.
    if (text === kept.current) {
      if (drafts.delete(id)) setState({ is: 'saved' });
      return;
    }
    drafts.set(id, text);
    const words = notesProblem(text);
    if (words !== null) return setState({ is: 'refused', words });
    setState({ is: 'saving' });
    try {
      kept.current = (await api['keys.edit']({ id, notes: text })).notes;
      if (drafts.get(id) === text) drafts.delete(id);
      setState({ is: drafts.has(id) ? 'unsaved' : 'saved' });
      await reload('keys');
    } catch (thrown) {
      setState({ is: 'failed', error: asApiError(thrown) });
    }
  };
  const saveNow = () => void save(box.current?.value ?? kept.current);
  const onChange = () => {
    drafts.set(id, box.current?.value ?? '');
    setState({ is: 'unsaved' });
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, QUIET_MILLISECONDS);
  };
  /** What the box could not hold is refused as a whole: what was typed before stays as it was. */
  const onPaste = (event: ClipboardEvent) => {
    const { length } = event.clipboardData.getData('text/plain');
    if (length <= BOX_MAX) return;
    event.preventDefault();
    setState({ is: 'refused', words: notesText.tooLongToPaste(length) });
  };
  const undo = () => {
    if (box.current !== null) box.current.value = before;
    void save(before);
  };
  const saveLast = useRef(save);
  saveLast.current = save;
  useEffect(() => {
    // The command may have changed them; what is being typed here stands over that.
    if (drafts.has(id) || key.notes === kept.current) return;
    kept.current = key.notes;
    setBefore(key.notes);
    if (box.current !== null) box.current.value = key.notes;
  }, [id, key.notes]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const draft = drafts.get(id);
      if (draft !== undefined) void saveLast.current(draft);
    },
    [id],
  );
  const canUndo = state.is === 'saved' ? kept.current !== before : UNKEPT.has(state.is);
  return { box, first: drafts.get(id) ?? key.notes, state, onChange, onPaste, saveNow, undo, canUndo };
}

function startOf(id: string): NotesState {
  const draft = drafts.get(id);
  if (draft === undefined) return { is: 'still' };
  const words = notesProblem(draft);
  return words === null ? { is: 'unsaved' } : { is: 'refused', words };
}
