import { keyCaps } from '../text/shortcuts.ts';

/** Whether this is a Mac: its shortcuts are made with the command key. */
export const isApple = (): boolean => /Mac/.test(navigator.userAgent);

/** @returns a shortcut for a line of text, such as `Ctrl+K` or `G R` */
const shortcutWords = (shortcut: string): string =>
  keyCaps(shortcut, isApple()).join(shortcut.includes('+') && !isApple() ? '+' : ' ');

/** @returns the browser's own tooltip for what has only an icon: its name and its shortcut */
export const titleWith = (name: string, shortcut: string | undefined): string =>
  shortcut === undefined ? name : `${name} (${shortcutWords(shortcut)})`;
