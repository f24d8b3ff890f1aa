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
