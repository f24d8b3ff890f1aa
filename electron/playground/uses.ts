import type { DatabaseSync } from 'node:sqlite';
import { KEPT_DAYS, type UsageQuery } from './schemas.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

const minuteOf = (ms: number): number => Math.floor(ms / MINUTE_MS);

/** Calls that were let in, those of the minute of `since` with them. */
export interface Uses {
  readonly since: string;
  readonly requests: number;
  /** Only hours or minutes with calls in them, in order. */
  readonly points: readonly { readonly at: string; readonly requests: number }[];
}

/** @param now milliseconds since the epoch. Forgets what is too old to be asked for. */
export function countUse(db: DatabaseSync, key: string, now: number): void {
  const minute = minuteOf(now);
  db.prepare(
    `INSERT INTO uses (key, minute, calls) VALUES (?, ?, 1)
     ON CONFLICT (key, minute) DO UPDATE SET calls = calls + 1`,
  ).run(key, minute);
  db.prepare('DELETE FROM uses WHERE key = ? AND minute < ?').run(
    key,
    minute - (KEPT_DAYS + 1) * MINUTES_A_DAY,
  );
}

export function usesOf(db: DatabaseSync, key: string, { since, by }: UsageQuery): Uses {
  const width = by === 'hour' ? 60 : 1;
  const rows = db
    .prepare(
      `SELECT minute / CAST(? AS INTEGER) AS slot, sum(calls) AS calls FROM uses
       WHERE key = ? AND minute >= ? GROUP BY slot ORDER BY slot`,
    )
    .all(width, key, minuteOf(Date.parse(since)));
  const points = rows.map(({ slot, calls }) => ({
    at: new Date(Number(slot) * width * MINUTE_MS).toISOString(),
    requests: Number(calls),
  }));
  return { since, requests: points.reduce((sum, { requests }) => sum + requests, 0), points };
}
