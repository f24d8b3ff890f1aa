import { powerMonitor } from 'electron';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Services } from '#core/services.ts';
import type { Preferences } from '#shared/model/preferences.ts';
import { watchIdleness } from './idleness.ts';
import type { SecretsInSight } from './secrets-in-sight.ts';

interface Deps {
  readonly services: Pick<Services, 'session' | 'storage'>;
  readonly preferences: { get(): Preferences };
  readonly clock: Clock;
  readonly log: Log;
  readonly inSight: Pick<SecretsInSight, 'coverUp'>;
  readonly changed: (what: 'storage') => void;
}

export interface SessionLock {
  /** Locks at once. Resolves when what was asked for before has ended, and the vault is closed. */
  lock(): Promise<void>;
  /** Nothing locks by itself any more. */
  stop(): void;
}

/** Locks the app by idleness, sleep and the lock of the screen, as the preferences say; and whenever it is asked to. */
export function createSessionLock(deps: Deps): SessionLock {
  const { services, preferences, clock, log, inSight, changed } = deps;
  const lock = async () => {
    // First of all: whatever is asked for from here on is refused.
    const locking = services.storage.lock();
    await inSight.coverUp();
    changed('storage');
    await locking;
  };
  const lockIf = (wanted: boolean, why: string) => {
    if (!wanted || services.session.locked) return;
    log.info('locked', { why });
    lock().catch((error: unknown) => log.error('locking failed', error));
  };
  const onSleep = () => lockIf(preferences.get().lockOnSleep, 'sleep');
  const onScreenLock = () => lockIf(preferences.get().lockOnScreenLock, 'screen lock');
  powerMonitor.on('suspend', onSleep);
  powerMonitor.on('lock-screen', onScreenLock);
  const stopIdleness = watchIdleness({
    clock,
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    minutes: () => preferences.get().lockAfterMinutes,
    isLocked: () => services.session.locked,
    onIdle: () => lockIf(true, 'idle'),
  });
  return {
    lock,
    stop: () => {
      stopIdleness();
      powerMonitor.off('suspend', onSleep);
      powerMonitor.off('lock-screen', onScreenLock);
    },
  };
}
