import { useEffect } from 'react';
import { getState } from '../state/store.ts';
import { begins, chordOf, takenBy } from './commands/chord.ts';
import type { Command } from './commands/command.ts';
import { commandsIn, runCommand } from './commands/index.ts';

const SECOND_KEY_MILLISECONDS = 1_200;

/** The window's shortcuts: every command's that has one. */
export function useShortcuts(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = createListener();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

function createListener(): (event: KeyboardEvent) => void {
  let first: { readonly chord: string; readonly at: number } | null = null;
  /** What was pressed just before, where it begins a shortcut of two keys. */
  const takeFirst = (now: number): string | null => {
    const fresh = first !== null && now - first.at < SECOND_KEY_MILLISECONDS ? first.chord : null;
    first = null;
    return fresh;
  };
  return (event) => {
    const chord = event.defaultPrevented ? null : chordOf(event, takeFirst(event.timeStamp));
    if (chord === null) return;
    const commands = commandsIn(getState());
    const place = placeOf(event.target);
    if (place === 'page' && begins(commands, chord)) first = { chord, at: event.timeStamp };
    const command = takenBy(commands, chord);
    if (command === undefined || !isHeard(command, place)) return;
    event.preventDefault();
    runCommand(command);
  };
}

type Place = 'page' | 'field' | 'dialog';

function placeOf(target: EventTarget | null): Place {
  const over = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
  if (document.querySelector(over) !== null) return 'dialog';
  const inField =
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
  return inField ? 'field' : 'page';
}

const isHeard = ({ heard }: Command, place: Place): boolean =>
  place === 'page' || heard === 'everywhere' || (place === 'field' && heard === 'in fields');
