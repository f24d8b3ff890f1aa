import type { View } from '../state/view.ts';

export type Shortcut =
  | { readonly kind: 'search' | 'new-key' | 'export' | 'verify' | 'copy' | 'go' }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'environment'; readonly index: number };

/** What of a keyboard event decides. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const LETTERS: Readonly<Record<string, Shortcut>> = {
  '/': { kind: 'search' },
  n: { kind: 'new-key' },
  e: { kind: 'export' },
  v: { kind: 'verify' },
  c: { kind: 'copy' },
  g: { kind: 'go' },
};

const AFTER_GO: Readonly<Record<string, View>> = {
  r: 'rack',
  t: 'targets',
  c: 'connections',
  s: 'settings',
};

/**
 * @param going whether `G` was pressed just before
 * @returns what a key press means outside of fields and dialogs; null for nothing
 */
export function shortcutOf(press: Press, going: boolean): Shortcut | null {
  const key = press.key.toLowerCase();
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    return /^[1-9]$/.test(key) ? { kind: 'environment', index: Number(key) - 1 } : null;
  }
  if (going) {
    const view = AFTER_GO[key];
    return view === undefined ? null : { kind: 'view', view };
  }
  return LETTERS[key] ?? null;
}
