import { app, type BrowserWindow } from 'electron';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Log } from '#core/ports/log.ts';
import type { Services } from '#core/services.ts';
import { sweepHome } from '../platform/home.ts';
import { bringForward } from './bring-forward.ts';
import { takeLinkAmong } from './deep-links.ts';

const RECOVER_EVERY_MS = 60_000;

/** One app a home: a second start brings the first to the front and ends. */
export function claimInstance(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('keyrack: Keyrack is open already with this home; its window comes to the front.\n');
    return false;
  }
  app.on('second-instance', (_event, words) => {
    bringForward(window());
    takeLinkAmong(words);
  });
  return true;
}

/** @param cleanUp runs once, before the app ends: the clipboard, shown secrets, what was started */
export function endTidily(cleanUp: () => Promise<void>): void {
  let done = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    void cleanUp().finally(() => {
      done = true;
      // Electron ignores a quit that is asked for while it still hears that this one was prevented.
      setImmediate(() => app.quit());
    });
  });
}

interface Unfinished {
  readonly ledger: Pick<Ledger, 'intents' | 'changes'>;
  /** What was unfinished may have become rows that the page does not know. */
  readonly onRecovered: () => void;
  readonly services: Pick<Services, 'session' | 'keys' | 'delivering' | 'rotating' | 'alerts' | 'activity'>;
  readonly log: Log;
  readonly home: string;
  readonly playground: { keep(): void };
}

/**
 * Finishes or takes back what an earlier run left, after the first paint, and again each minute: a locked keychain
 * or a service that is down may be back by then. Alerts that Keyrack judges are judged then too.
 * @returns stop
 */
export function keepRecovering(unfinished: Unfinished): () => void {
  const { home, ledger, onRecovered, services, log, playground } = unfinished;
  const recover = async () => {
    // All of it needs secrets.
    if (services.session.locked) return;
    try {
      const wasMaking = ledger.intents.list().length > 0;
      const wasWriting = await services.delivering.recover();
      await services.keys.recover();
      const fingerprinted = await services.keys.fingerprintHeld();
      const rotated = await services.rotating.resume();
      if (wasMaking || wasWriting || rotated > 0 || fingerprinted > 0) onRecovered();
      await services.alerts.judge();
      await services.activity.keep();
    } catch (error) {
      log.error('looking after keys failed', error);
    }
  };
  playground.keep();
  void sweepHome(home).catch((error: unknown) => log.error('sweeping failed', error));
  void recover();
  const timer = setInterval(() => void recover(), RECOVER_EVERY_MS);
  return () => clearInterval(timer);
}
