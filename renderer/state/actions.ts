import type { Connection } from '#shared/model/connection.ts';
import type { Preferences } from '#shared/model/preferences.ts';
import { printValue } from '#shared/model/search/print.ts';
import { api } from '../api/api.ts';
import type { OpenDialog } from './dialog.ts';
import { getState, setState, type Toast } from './store.ts';
import { addressOf } from './view.ts';

let lastToast = 0;

/** Shows one line at the bottom right, with at most one action. */
export function toast(text: string, action: Toast['action'] = null): void {
  lastToast += 1;
  const shown: Toast = { id: lastToast, text, action };
  setState((state) => ({ toasts: [...state.toasts.slice(-2), shown] }));
}

export function dismissToast(id: number): void {
  setState((state) => ({ toasts: state.toasts.filter((shown) => shown.id !== id) }));
}

export function openDialog(dialog: OpenDialog): void {
  setState({ dialog, sidebarOpen: false });
}

export function closeDialog(): void {
  setState({ dialog: null });
}

export function selectKey(id: string | null): void {
  setState({ selectedKeyId: id });
}

export function searchRack(search: string): void {
  setState({ search });
}

/** The keys of one connection, where keys are. */
export function showInRack({ name, environmentId }: Pick<Connection, 'name' | 'environmentId'>): void {
  selectEnvironment(environmentId);
  setState({ search: `connection:${printValue(name)}`, selectedKeyId: null });
  focusSearch();
}

/** The rack's search, from wherever one is. */
export function focusSearch(): void {
  const focus = () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  // At once where it is there: the next key that is typed belongs into it.
  if (getState().view === 'rack') {
    focus();
    return;
  }
  setState({ view: 'rack' });
  location.hash = addressOf('rack');
  requestAnimationFrame(focus);
}

/** Shows one environment, or all of them (null), now and at the next start. */
export function selectEnvironment(environmentId: string | null): void {
  const same = getState().preferences.environmentId === environmentId;
  setState(same ? { sidebarOpen: false } : { selectedKeyId: null, sidebarOpen: false });
  if (same) return;
  void setPreferences({ environmentId });
}

const RECENT_KEPT = 20;

/** What was taken from the palette comes first there the next time. */
export function remember(id: string): void {
  const others = getState().preferences.recentActions.filter((each) => each !== id);
  void setPreferences({ recentActions: [id, ...others].slice(0, RECENT_KEPT) });
}

/** Takes effect at once; where main cannot keep it, it holds until the window closes. */
export async function setPreferences(changes: Partial<Preferences>): Promise<void> {
  setState((state) => ({ preferences: { ...state.preferences, ...changes } }));
  try {
    await api['preferences.set'](changes);
  } catch {
    // Only a theme or a selection is lost, and only at the next start.
  }
}
