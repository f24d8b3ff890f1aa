import type { BrowserWindow } from 'electron';
import { type Built, createPageWindow, privateSession } from './page-window.ts';

interface Look {
  readonly title: string;
  /** CSS pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** The main window waits until this one is closed. */
  readonly modal: boolean;
}

/** A small window where a secret is seen or typed: a process of its own, no menu, and black in pictures of the screen. */
export function createSecretWindow(
  built: Built,
  parent: BrowserWindow | null,
  { modal, ...look }: Look,
): BrowserWindow {
  const window = createPageWindow(
    built,
    {
      ...look,
      useContentSize: true,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      ...(parent === null ? {} : { parent, modal }),
    },
    privateSession(),
  );
  window.setMenu(null);
  window.setContentProtection(true);
  return window;
}
