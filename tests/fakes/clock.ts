import type { Clock } from '#core/ports/clock.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

export function fakeClock(start = '2026-11-20T12:00:00.000Z'): FakeClock {
  let now = Date.parse(start);
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => new Date(now),
    after: (ms, run) => {
      const entry = { at: now + ms, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance: (ms) => {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

/** A clock that goes from one thing that is due to the next. */
export interface SteppingClock extends Clock {
  /** @returns false where nothing is due any more */
  toNext(): boolean;
}

export function steppingClock(start = '2026-11-20T12:00:00.000Z'): SteppingClock {
  let now = Date.parse(start);
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => new Date(now),
    after: (ms, run) => {
      const entry = { at: now + Math.max(0, Math.ceil(ms)), run };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    toNext: () => {
      const [next] = [...waiting].sort((a, b) => a.at - b.at);
      if (next === undefined) return false;
      waiting.delete(next);
      now = next.at;
      next.run();
      return true;
    },
  };
}
