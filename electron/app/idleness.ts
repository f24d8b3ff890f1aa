import type { Clock } from '#core/ports/clock.ts';

const LOOK_EVERY_MS = 5_000;

interface Deps {
  readonly clock: Clock;
  /** Seconds since the user did anything at this computer. */
  readonly idleSeconds: () => number;
  /** Of idleness that are allowed; 0: any. */
  readonly minutes: () => number;
  readonly isLocked: () => boolean;
  readonly onIdle: () => void;
}

/**
 * Calls when nobody was there for long enough. Counted from the start, or from the last unlocking, at the earliest:
 * some desktops count from their own beginning.
 * @returns stop
 */
export function watchIdleness({ clock, idleSeconds, minutes, isLocked, onIdle }: Deps): () => void {
  let since = clock.now().getTime();
  let wasLocked = false;
  let cancel = () => {};
  const look = () => {
    const now = clock.now().getTime();
    const locked = isLocked();
    if (wasLocked && !locked) since = now;
    const idleMs = Math.min(idleSeconds() * 1000, now - since);
    const allowedMs = minutes() * 60_000;
    if (!locked && allowedMs > 0 && idleMs >= allowedMs) onIdle();
    wasLocked = isLocked();
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  cancel = clock.after(LOOK_EVERY_MS, look);
  return () => cancel();
}
