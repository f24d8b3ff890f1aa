/** What of a keyboard event decides. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * @param before what was pressed just before, where it begins a shortcut of two keys
 * @returns a press as shortcuts are written: `n`, `mod+k`, `g r`; null where it is none
 */
export function chordOf(press: Press, before: string | null): string | null {
  // With Alt, keyboards write letters of other languages.
  if (press.altKey) return null;
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey) return press.shiftKey ? `mod+shift+${key}` : `mod+${key}`;
  return before === null ? key : `${before} ${key}`;
}

interface HasShortcut {
  readonly shortcut?: string | undefined;
}

export const takenBy = <C extends HasShortcut>(commands: readonly C[], chord: string): C | undefined =>
  commands.find(({ shortcut }) => shortcut === chord);

/** Whether a shortcut of two keys begins so. */
export const begins = (commands: readonly HasShortcut[], chord: string): boolean =>
  commands.some(({ shortcut }) => shortcut?.startsWith(`${chord} `));
