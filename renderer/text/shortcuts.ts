/**
 * Shortcuts that more than their command shows, as the registry writes them: `mod` is the command key of a Mac and Ctrl
 * elsewhere, keys that go together are joined by `+`, keys that follow each other are parted by a blank.
 */
export const shortcuts = {
  newKey: 'n',
  import: 'i',
  search: '/',
  escape: 'escape',
  lock: 'mod+l',
  palette: 'mod+k',
  cheatSheet: '?',
  undo: 'mod+z',
} as const;

/** Of an environment in the sidebar that has the focus. */
export const moveShortcuts = { up: 'alt+arrowup', down: 'alt+arrowdown' } as const;

/** Of the first nine environments, by their place. */
export const environmentShortcut = (index: number): string | undefined =>
  index < 9 ? `mod+${index + 1}` : undefined;

const EVERYWHERE = {
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
  home: 'Home',
  end: 'End',
};
const APPLE: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  mod: '⌘',
  alt: '⌥',
  shift: '⇧',
  enter: '↩',
};
const OTHERS: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
};

/** @returns the keys of a shortcut as they stand on the keyboard, in the order in which they are pressed */
export function keyCaps(shortcut: string, apple: boolean): readonly string[] {
  const names = apple ? APPLE : OTHERS;
  return shortcut.split(/[ +]/).map((key) => names[key] ?? key.toUpperCase());
}
