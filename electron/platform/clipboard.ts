import type { Clipboard } from '#core/ports/clipboard.ts';

type Items = Readonly<Record<string, string>>;

/** The part of Electron's clipboard that 42 (synchronous) and 45 (asynchronous, items) share or differ in. */
export interface ElectronClipboard {
  readText(): string | Promise<string>;
  writeText(text: string): void | Promise<void>;
  clear(): void;
}

/** Electron 45's way to put several formats there at once; 42 has none. */
export interface ItemClipboard {
  write(items: unknown[]): Promise<void>;
  readonly Item: new (items: Items) => unknown;
}

const raw = (format: string) => `electron application/osclipboard;format="${format}"`;

// Clipboard managers leave out what is marked so: KeePassXC's source, nspasteboard.org, Microsoft's clipboard formats.
const CONCEALED: Readonly<Record<string, Items>> = {
  linux: { [raw('x-kde-passwordManagerHint')]: 'secret' },
  darwin: { [raw('org.nspasteboard.ConcealedType')]: '' },
  win32: { [raw('ExcludeClipboardContentFromMonitorProcessing')]: '1' },
};

/**
 * @param items present where Electron can write several formats at once; without it a value cannot be marked,
 * because each write replaces the one before
 */
export function createClipboard(
  platform: string,
  clipboard: ElectronClipboard,
  items: ItemClipboard | null,
): Clipboard {
  return {
    write: async (secret) => {
      const text = secret.expose();
      if (items === null) await clipboard.writeText(text);
      else await items.write([new items.Item({ 'text/plain': text, ...CONCEALED[platform] })]);
    },
    clearIfHolds: async (secret) => {
      if ((await clipboard.readText()) !== secret.expose()) return false;
      clipboard.clear();
      return true;
    },
    readText: async () => clipboard.readText(),
  };
}
