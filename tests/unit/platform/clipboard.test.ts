import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { createClipboard, type ElectronClipboard } from '../../../electron/platform/clipboard.ts';

/** Electron 42: synchronous, one format a write. */
function synchronous() {
  let text = '';
  const clipboard: ElectronClipboard = {
    readText: () => text,
    writeText: (value) => {
      text = value;
    },
    clear: () => {
      text = '';
    },
  };
  return { clipboard, items: null, content: () => ({ 'text/plain': text }) };
}

/** Electron 45: asynchronous, several formats an item. */
function asynchronous() {
  let formats: Record<string, string> = {};
  class Item {
    readonly formats: Record<string, string>;
    constructor(given: Readonly<Record<string, string>>) {
      this.formats = { ...given };
    }
  }
  const clipboard: ElectronClipboard = {
    readText: async () => formats['text/plain'] ?? '',
    writeText: async (value) => {
      formats = { 'text/plain': value };
    },
    clear: () => {
      formats = {};
    },
  };
  const write = async ([item]: unknown[]) => {
    if (item instanceof Item) formats = item.formats;
  };
  return { clipboard, items: { write, Item }, content: () => formats };
}

describe.each([
  ['42', synchronous],
  ['45', asynchronous],
])('the clipboard of Electron %s', (_, make) => {
  it('holds the secret that was written, and is cleared while it does', async () => {
    const { clipboard, items, content } = make();
    const port = createClipboard('linux', clipboard, items);
    await port.write(new Secret('pg_live_1'));
    expect(await port.readText()).toBe('pg_live_1');
    expect(await port.clearIfHolds(new Secret('pg_live_1'))).toBe(true);
    expect(Object.values(content()).join('')).toBe('');
  });

  it('is left alone when it holds anything else', async () => {
    const { clipboard, items } = make();
    const port = createClipboard('linux', clipboard, items);
    await clipboard.writeText('a shopping list');
    expect(await port.clearIfHolds(new Secret('pg_live_1'))).toBe(false);
    expect(await port.readText()).toBe('a shopping list');
  });
});

describe('a secret in the clipboard of Electron 45', () => {
  it.each([
    ['linux', 'x-kde-passwordManagerHint'],
    ['darwin', 'org.nspasteboard.ConcealedType'],
    ['win32', 'ExcludeClipboardContentFromMonitorProcessing'],
  ])('is marked on %s, so that clipboard managers leave it out', async (platform, marker) => {
    const { clipboard, items, content } = asynchronous();
    await createClipboard(platform, clipboard, items).write(new Secret('pg_live_1'));
    expect(Object.keys(content()).join(' ')).toContain(marker);
  });
});
