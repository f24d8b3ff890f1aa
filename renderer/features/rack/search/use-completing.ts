import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { heldBack } from '../../../state/tidied.ts';
import { type Tidied, tidySearch } from '../../../state/tidy-search.ts';
import type { RackRow } from '../rack-rows.ts';
import type { Completion } from './completion.ts';

export interface Completing {
  readonly search: string;
  readonly rows: readonly RackRow[];
  readonly onSearch: (search: string) => void;
  /** Something was taken out of what was typed; null: nothing. */
  readonly onCut: (cut: Tidied['cut']) => void;
}

interface Offer {
  readonly offered: readonly Completion[];
  /** The one that Enter takes; -1: none. */
  readonly chosen: number;
}

let completion: Promise<typeof import('./completion.ts')> | null = null;

/** Asked for once: the bundler's own import looks through the page each time. */
function completing() {
  completion ??= import('./completion.ts');
  return completion;
}

const NOTHING: Offer = { offered: [], chosen: -1 };

/** The search as it is typed, with what could be meant. */
export function useCompleting(
  { search, rows, onSearch, onCut }: Completing,
  field: RefObject<HTMLInputElement | null>,
) {
  const [{ offered, chosen }, setOffer] = useState(NOTHING);
  const latest = useRef('');
  const close = () => setOffer(NOTHING);
  /** What could be meant comes a moment later, and only if nothing else was typed meanwhile. */
  const offer = async (typed: string, caret: number) => {
    latest.current = typed;
    setOffer(NOTHING);
    if (typed === '') return;
    const { completionsOf } = await completing();
    if (latest.current === typed) setOffer({ offered: completionsOf(typed, caret, rows), chosen: -1 });
  };
  const isKnown = (word: string) => rows.some((row) => row.haystack.includes(word.toLowerCase()));
  const take = (typed: string, caret: number) => {
    const { search: tidied, cut } = tidySearch(typed, isKnown);
    onCut(cut);
    onSearch(tidied);
    void offer(cut === null ? tidied : '', caret);
  };
  const accept = ({ search: completed, caret }: Completion) => {
    onSearch(completed);
    // A field asks for its values next.
    void offer(completed, caret);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const typed = heldBack(event, isKnown);
    if (typed !== null) take(typed, typed.length);
  };
  const onList = ({ key }: KeyboardEvent): boolean => {
    const picked = offered[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (key === 'Escape') close();
    else if (step !== undefined) setOffer({ offered, chosen: stepped(chosen, step, offered.length) });
    else if (picked !== undefined && (key === 'Enter' || key === 'Tab')) accept(picked);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (offered.length > 0 && onList(event)) return event.preventDefault();
    if (event.key === 'Enter') close();
    if (event.key === 'ArrowDown') focusFirstRow();
    if (event.key !== 'Escape') return;
    if (search === '') event.currentTarget.blur();
    else take('', 0);
  };
  const onBlur = () => void offer('', 0);
  const onFocus = () => void completing();
  return { offered, chosen, take, accept, onPaste, onKeyDown, onBlur, onFocus };
}

/** Past the last one stands none: what was typed. */
function stepped(chosen: number, step: number, count: number): number {
  const places = count + 1;
  return ((chosen + 1 + step + places) % places) - 1;
}

function focusFirstRow(): void {
  document.querySelector<HTMLElement>('tr[data-key]')?.focus();
}
