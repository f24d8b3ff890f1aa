import { type ClipboardCopy, createClipboardCopy } from '#core/clipboard-copy.ts';
import type { Windows } from '#core/ports/windows.ts';
import { openClipboard } from '../platform/electron-clipboard.ts';
import { createWindows } from './windows.ts';

export interface SecretsInSight {
  readonly windows: Windows;
  readonly copying: ClipboardCopy;
  /** Takes shown secrets off the screen and ours out of the clipboard. */
  coverUp(): Promise<void>;
}

/** The places where a secret can be seen: the reveal window, the entry window, the clipboard. */
export function createSecretsInSight(
  deps: Omit<Parameters<typeof createWindows>[0], 'clipboard'>,
): SecretsInSight {
  const { clock, tell, log } = deps;
  const clipboard = openClipboard(process.platform);
  const windows = createWindows({ ...deps, clipboard });
  const copying = createClipboardCopy({
    clipboard,
    clock,
    onCleared: () => tell({ kind: 'clipboard-cleared' }),
    onFailed: (error) => log.error('clearing the clipboard failed', error),
  });
  return {
    windows,
    copying,
    coverUp: async () => {
      windows.hideAll();
      await copying.clear();
    },
  };
}
