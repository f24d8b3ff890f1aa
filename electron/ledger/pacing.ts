import type { DatabaseSync } from 'node:sqlite';
import type { PacingTable } from '#core/ports/pacing.ts';

/** A request whose process was killed counts as open no longer than this. */
const OPEN_AT_MOST_MS = 60_000;
/** Nobody is asked to stay away for longer; what lies further ahead is left by a clock that was set back. */
const HELD_AT_MOST_MS = 86_400_000;
/** Clocks count in whole milliseconds and drift: a request leaves a window a little later than ours says. */
const MARGIN_MS = 50;
/** Nobody can tell when an open request ends: look again soon. */
const LOOK_AGAIN_MS = 25;

// When a request counts for a window: an open one now, an ended one when its answer came, which is later than the service
// saw it. One that nobody ended is over after OPEN_AT_MOST_MS. A clock that was set back leaves times ahead of now.
const COUNTS_AT = `min(:now, CASE WHEN ended = 1 THEN at ELSE at + ${OPEN_AT_MOST_MS} END)`;

interface Limit {
  readonly count: number;
  readonly perSeconds: number;
}

/** The requests of every process, one row each, so that no two of them pass a limit together. */
export function createPacing(db: DatabaseSync, transact: <T>(work: () => T) => T): PacingTable {
  const number = (sql: string, values: Record<string, string | number>): number | null => {
    const row = db.prepare(sql).get(values) as { readonly value: number | null } | undefined;
    return row?.value ?? null;
  };

  /** @returns how long until this limit lets one more through; 0 where it does now */
  const waitOf = (id: string, { count, perSeconds }: Limit, now: number): number => {
    // The oldest of the newest `count` requests has to leave the window first.
    const oldest = number(
      `SELECT ${COUNTS_AT} AS value FROM requests WHERE connection_id = :id ORDER BY value DESC LIMIT 1 OFFSET :skip`,
      { id, now, skip: count - 1 },
    );
    if (oldest === null) return 0;
    return oldest >= now ? LOOK_AGAIN_MS : Math.max(0, oldest + perSeconds * 1000 + MARGIN_MS - now);
  };

  const openNow = (id: string, now: number): number =>
    number(
      `SELECT count(*) AS value FROM requests WHERE connection_id = :id AND ended = 0 AND at + ${OPEN_AT_MOST_MS} > :now`,
      { id, now },
    ) ?? 0;

  /** Drops what no window of these limits reaches any more, and mends times that a clock set back left ahead. */
  const prune = (id: string, limits: readonly Limit[], now: number): void => {
    const longest = Math.max(0, ...limits.map(({ perSeconds }) => perSeconds * 1000));
    const until = now - longest - OPEN_AT_MOST_MS - MARGIN_MS;
    db.prepare('DELETE FROM requests WHERE connection_id = ? AND at < ?').run(id, until);
    const ahead = now + OPEN_AT_MOST_MS;
    db.prepare('UPDATE requests SET at = ? WHERE connection_id = ? AND at > ?').run(now, id, ahead);
    const latest = now + HELD_AT_MOST_MS;
    db.prepare('UPDATE holds SET until = min(until, ?) WHERE connection_id = ?').run(latest, id);
  };

  return {
    take: (connectionId, { requests, concurrent }, now) =>
      transact(() => {
        prune(connectionId, requests, now);
        const held = number('SELECT until AS value FROM holds WHERE connection_id = :id', {
          id: connectionId,
        });
        const waits = requests.map((limit) => waitOf(connectionId, limit, now));
        const waitMs = Math.max(0, (held ?? 0) - now, ...waits);
        if (waitMs > 0) return { waitMs };
        if (openNow(connectionId, now) >= concurrent) return { waitMs: LOOK_AGAIN_MS };
        const { lastInsertRowid } = db
          .prepare('INSERT INTO requests (connection_id, at) VALUES (?, ?)')
          .run(connectionId, now);
        return { ticket: String(lastInsertRowid) };
      }),
    end: (ticket, now) => {
      db.prepare('UPDATE requests SET ended = 1, at = max(at, ?) WHERE ticket = ?').run(now, Number(ticket));
    },
    hold: (connectionId, until) => {
      db.prepare(
        `INSERT INTO holds (connection_id, until) VALUES (?, ?)
         ON CONFLICT (connection_id) DO UPDATE SET until = max(until, excluded.until)`,
      ).run(connectionId, until);
    },
  };
}
