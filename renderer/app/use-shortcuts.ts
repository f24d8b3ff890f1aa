import { useEffect } from 'react';
import { obstaclesOf } from '../features/rack/obstacles.ts';
import { runAction } from '../features/rack/run-action.ts';
import { focusSearch, openDialog, selectEnvironment } from '../state/actions.ts';
import { listOf } from '../state/remote.ts';
import { keyOf, surroundingsOf } from '../state/selectors.ts';
import { getState } from '../state/store.ts';
import { addressOf } from '../state/view.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

const GO_MILLISECONDS = 1_200;

/** The window's shortcuts, outside of fields and dialogs. */
export function useShortcuts(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    let wentAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      const shortcut = shortcutOf(event, event.timeStamp - wentAt < GO_MILLISECONDS);
      wentAt = shortcut?.kind === 'go' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (shortcut === null || shortcut.kind === 'go') return;
      event.preventDefault();
      run(shortcut);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'))
    return true;
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function run(shortcut: Exclude<Shortcut, { kind: 'go' }>): void {
  const state = getState();
  const key = keyOf(state, state.selectedKeyId);
  if (shortcut.kind === 'view') location.hash = addressOf(shortcut.view);
  if (shortcut.kind === 'environment') {
    const environment = listOf(state.data.environments)[shortcut.index];
    if (environment !== undefined) selectEnvironment(environment.id);
  }
  if (shortcut.kind === 'new-key') openDialog({ kind: 'new-key' });
  if (shortcut.kind === 'search') focusSearch();
  const { kind } = shortcut;
  if (key === null || (kind !== 'export' && kind !== 'verify' && kind !== 'copy')) return;
  if (obstaclesOf(key, surroundingsOf(state, key))[kind] === null) runAction(kind, key);
}
