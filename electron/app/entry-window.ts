import type { BrowserWindow } from 'electron';
import { AppError, SECRET_FIELD } from '#core/errors.ts';
import type { Clipboard } from '#core/ports/clipboard.ts';
import type { Log } from '#core/ports/log.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';
import { type EntryKind, entryWindow } from '#shared/ipc/contract/entry-window.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { createDispatch } from '../ipc/dispatch.ts';
import { entryHandlers } from '../ipc/handlers/entry-window.ts';
import type { Pages } from '../ipc/pages.ts';
import { type Built, load } from './page-window.ts';
import { createSecretWindow } from './secret-window.ts';

const PAGE = 'entry.html';

interface Deps {
  readonly built: Built;
  readonly pages: Pages;
  readonly clipboard: Clipboard;
  readonly log: Log;
  readonly parent: () => BrowserWindow | null;
}

/** What typing again can mend; everything else ends the window and goes to whoever asked. */
const MENDED_HERE: ReadonlySet<ErrorCode> = new Set(['wrong-passphrase', 'invalid-input']);
const isMendedHere = (error: unknown): error is AppError =>
  error instanceof AppError && (MENDED_HERE.has(error.code) || error.field === SECRET_FIELD);

const cancelled = () =>
  new AppError('cancelled', { message: 'Nothing was entered.', next: 'Nothing was changed.' });

/** In CSS pixels: with one line of what is wrong, nothing has to be scrolled. */
const HEIGHT: Record<EntryKind, number> = { secret: 280, passphrase: 280, 'new-passphrase': 420 };

export interface EntryWindows {
  ask: Windows['ask'];
  /** Closes those that wait for the user; one whose value was sent is hidden, and ends as that does. */
  dismiss(): void;
}

export function createEntryWindows(deps: Deps): EntryWindows {
  const open = new Set<() => void>();
  return {
    ask: (question, accept) => ask(deps, open, question, accept),
    dismiss: () => {
      for (const dismiss of open) dismiss();
    },
  };
}

/** Asks until `accept` takes a value, the user gives up, or something fails that typing cannot mend. */
function ask(
  deps: Deps,
  open: Set<() => void>,
  ...[question, accept]: Parameters<Windows['ask']>
): Promise<void> {
  const { kind } = question;
  const title = kind === 'secret' ? 'Enter secret' : 'Enter passphrase';
  const look = { title, width: 460, height: HEIGHT[kind], modal: true };
  const window = createSecretWindow(deps.built, deps.parent(), look);
  const { id } = window.webContents;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const close = () => setImmediate(() => window.isDestroyed() || window.destroy());
  let saving = false;
  let dismissed = false;
  const dismiss = () => {
    dismissed = true;
    if (saving) window.hide();
    else window.destroy();
  };
  const save = async (value: Secret): Promise<string | null> => {
    saving = true;
    try {
      await accept(value);
      resolve();
    } catch (error) {
      if (isMendedHere(error) && !dismissed) return error.message;
      reject(error);
    } finally {
      saving = false;
    }
    close();
    return null;
  };
  const handlers = entryHandlers({ question, clipboard: deps.clipboard, save, cancel: close });
  deps.pages.register(id, PAGE, createDispatch(entryWindow, handlers, deps.log));
  open.add(dismiss);
  window.once('closed', () => {
    open.delete(dismiss);
    deps.pages.forget(id);
    reject(cancelled());
  });
  load(window, PAGE).catch((error: unknown) => {
    reject(error);
    close();
  });
  return promise;
}
