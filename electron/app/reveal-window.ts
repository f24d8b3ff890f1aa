import type { BrowserWindow } from 'electron';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';
import { revealWindow } from '#shared/ipc/contract/reveal-window.ts';
import { createDispatch } from '../ipc/dispatch.ts';
import { revealHandlers } from '../ipc/handlers/reveal-window.ts';
import type { Pages } from '../ipc/pages.ts';
import { type Built, load } from './page-window.ts';
import { createSecretWindow } from './secret-window.ts';

const SHOWN_SECONDS = 30;
const PAGE = 'reveal.html';

interface Deps {
  readonly built: Built;
  readonly pages: Pages;
  readonly clock: Clock;
  readonly log: Log;
  readonly parent: () => BrowserWindow | null;
  readonly onClosed: (keyId: string) => void;
}

type Shown = Parameters<Windows['reveal']>[0];

/** Spends a token once; what it stood for is forgotten with it. */
function createTicket(what: Shown, secret: Secret) {
  const token = crypto.randomUUID();
  let left: Secret | null = secret;
  return {
    token,
    take: (given: string) => {
      const value = given === token ? left : null;
      if (value === null) return null;
      left = null;
      return {
        name: what.name,
        environment: what.environment,
        secret: value.expose(),
        seconds: SHOWN_SECONDS,
      };
    },
  };
}

function open(deps: Deps, what: Shown, secret: Secret): BrowserWindow {
  const look = { title: 'Secret', width: 560, height: 340, modal: false };
  const window = createSecretWindow(deps.built, deps.parent(), look);
  const { id } = window.webContents;
  const ticket = createTicket(what, secret);
  const close = () => window.destroy();
  // From the moment it is asked for: a page that never takes its secret must not stay either.
  const cancel = deps.clock.after(SHOWN_SECONDS * 1000, close);
  const handlers = revealHandlers({ take: ticket.take, hide: () => setImmediate(close) });
  deps.pages.register(id, PAGE, createDispatch(revealWindow, handlers, deps.log));
  window.once('closed', () => {
    cancel();
    deps.pages.forget(id);
    deps.onClosed(what.keyId);
  });
  load(window, PAGE, ticket.token).catch((error: unknown) => {
    deps.log.error('reveal window failed', error);
    if (!window.isDestroyed()) close();
  });
  return window;
}

export interface RevealWindows {
  reveal: Windows['reveal'];
  hideAll: Windows['hideAll'];
}

export function createRevealWindows(deps: Deps): RevealWindows {
  const shown = new Map<string, BrowserWindow>();
  return {
    reveal: (what, secret) => {
      const already = shown.get(what.keyId);
      if (already !== undefined) return already.focus();
      const window = open(deps, what, secret);
      shown.set(what.keyId, window);
      window.once('closed', () => shown.delete(what.keyId));
    },
    hideAll: () => {
      for (const window of shown.values()) window.destroy();
    },
  };
}
