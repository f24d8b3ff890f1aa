import type { BrowserWindow } from 'electron';
import type { Clipboard } from '#core/ports/clipboard.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { Pages } from '../ipc/pages.ts';
import { createEntryWindows } from './entry-window.ts';
import type { Built } from './page-window.ts';
import { createRevealWindows } from './reveal-window.ts';

interface Deps {
  readonly built: Built;
  readonly pages: Pages;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly log: Log;
  readonly parent: () => BrowserWindow | null;
  readonly tell: (event: KeyrackEvent) => void;
}

export function createWindows(deps: Deps): Windows {
  const onClosed = (keyId: string) => deps.tell({ kind: 'reveal-closed', keyId });
  const reveals = createRevealWindows({ ...deps, onClosed });
  const asking = createEntryWindows(deps);
  return {
    reveal: reveals.reveal,
    hideAll: () => {
      reveals.hideAll();
      asking.dismiss();
    },
    ask: asking.ask,
  };
}
