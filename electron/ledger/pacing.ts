import type { DatabaseSync } from 'node:sqlite';
import type { PacingTable } from '#core/ports/pacing.ts';

const DAY_MS = 86_400_000;
/** A request whose process was killed counts as open no longer than this. */
const OPEN_AT_MOST_MS = 60_000;

interface Limit {
  readonly count: number;
  readonly perSeconds: number;
}

/** The requests of every process, one row each, so that no two of them pass a limit together. */
export function createPacing(db: DatabaseSync, transact: <T>(work: () => T) => T): PacingTable {
  const number = (sql: string, ...values: (string | number)[]): number | null => {
    const row = db.prepare(sql).get(...values) as { readonly value: number | null } | undefined;
    return row?.value ?? null;
  };

  /** @returns how long until this limit lets one more through; 0 where it does now */
  const waitOf = (connectionId: string, { count, perSeconds }: Limit, now: number): number => {
    // The oldest of the newest `count` requests has to leave the window first.
    const oldest = number(
      'SELECT at AS value FROM requests WHERE connection_id = ? ORDER BY at DESC LIMIT 1 OFFSET ?',
      connectionId,
      count - 1,
    );
    return oldest === null ? 0 : Math.max(0, oldest + perSeconds * 1000 - now);
  };

  const openNow = (connectionId: string, now: number): number =>
    number(
      'SELECT count(*) AS value FROM requests WHERE connection_id = ? AND ended = 0 AND at > ?',
      connectionId,
      now - OPEN_AT_MOST_MS,
    ) ?? 0;

  return {
    take: (connectionId, { requests, concurrent }, now) =>
      transact(() => {
        const held = number('SELECT until AS value FROM holds WHERE connection_id = ?', connectionId);
        const waits = requests.map((limit) => waitOf(connectionId, limit, now));
        const waitMs = Math.max(0, (held ?? 0) - now, ...waits);
        if (waitMs > 0) return { waitMs };
        // Nobody can tell when an open one ends: look again soon.
        if (openNow(connectionId, now) >= concurrent) return { waitMs: 25 };
        db.prepare('DELETE FROM requests WHERE connection_id = ? AND at < ?').run(connectionId, now - DAY_MS);
        const { lastInsertRowid } = db
          .prepare('INSERT INTO requests (connection_id, at) VALUES (?, ?)')
          .run(connectionId, now);
        return { ticket: String(lastInsertRowid) };
      }),
    end: (ticket) => {
      db.prepare('UPDATE requests SET ended = 1 WHERE ticket = ?').run(Number(ticket));
    },
    hold: (connectionId, until) => {
      db.prepare(
        `INSERT INTO holds (connection_id, until) VALUES (?, ?)
         ON CONFLICT (connection_id) DO UPDATE SET until = max(until, excluded.until)`,
      ).run(connectionId, until);
    },
  };
}
