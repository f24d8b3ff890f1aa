import type { CounterpartLimits, Problem, ServiceDescription } from './description.ts';

export interface Gate {
  /** @returns a problem, or what to call when the request is over */
  enter(who: string): Problem | (() => void);
  /** Headers that tell this caller where it stands. */
  headers(who: string): Record<string, string>;
}

/** Fixed windows, as simple services have them: each begins with its first request. */
export function createGate(
  service: ServiceDescription,
  limits: CounterpartLimits | null,
  now: () => number,
): Gate {
  const windows = new Map<string, { until: number; used: number }>();
  const open = new Map<string, number>();
  const windowOf = (who: string, perSeconds: number) => {
    const name = `${perSeconds} ${who}`;
    const known = windows.get(name);
    if (known !== undefined && known.until > now()) return known;
    const fresh = { until: now() + perSeconds * 1000, used: 0 };
    windows.set(name, fresh);
    return fresh;
  };
  const tooMany = (retryAfter: number): Problem => ({
    is: 'rate limit',
    status: 429,
    message: 'Rate limit exceeded',
    retryAfter,
  });
  return {
    enter: (who) => {
      if (limits === null) return () => undefined;
      const now_ = now();
      const all = limits.requests.map(({ count, perSeconds }) => ({
        count,
        window: windowOf(who, perSeconds),
      }));
      const full = all.find(({ count, window }) => window.used >= count);
      if (full !== undefined) return tooMany(Math.ceil((full.window.until - now_) / 1000));
      const running = open.get(who) ?? 0;
      if (running >= limits.concurrent) return tooMany(1);
      for (const { window } of all) window.used += 1;
      open.set(who, running + 1);
      return () => open.set(who, (open.get(who) ?? 1) - 1);
    },
    headers: (who) => {
      const [first] = limits?.requests ?? [];
      if (first === undefined || service.limitHeaders === undefined) return {};
      const { used, until } = windowOf(who, first.perSeconds);
      return service.limitHeaders(first.count, Math.max(0, first.count - used), until, now());
    },
  };
}
