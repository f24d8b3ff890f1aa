import * as electron from 'electron';
import type { Clipboard } from '#core/ports/clipboard.ts';
import { createClipboard, type ElectronClipboard, type ItemClipboard } from './clipboard.ts';

/** The one place that knows which clipboard this Electron has. */
export function openClipboard(platform: string): Clipboard {
  const clipboard: ElectronClipboard = electron.clipboard;
  const Item: unknown = Reflect.get(electron, 'ClipboardItem');
  if (typeof Item !== 'function') return createClipboard(platform, clipboard, null);
  const write: unknown = Reflect.get(electron.clipboard, 'write');
  if (typeof write !== 'function') return createClipboard(platform, clipboard, null);
  return createClipboard(platform, clipboard, {
    Item: Item as ItemClipboard['Item'],
    write: (items) => Promise.resolve(Reflect.apply(write, electron.clipboard, [items]) as Promise<void>),
  });
}
