import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#core/ports/clock.ts';
import { transact } from './database.ts';
import { fromRow, type KeyRow, type KeyState, type PlaygroundKey } from './key-rows.ts';
import type { KeyChanges, NewKey, UsageQuery } from './schemas.ts';
import { hashToken, mintToken, PREFIX_LENGTH } from './tokens.ts';
import { countUse, type Uses, usesOf } from './uses.ts';

/** So that a full list stays well under what a client reads. */
const MAX_KEYS = 500;
export const CALLS_A_MINUTE = 100;
const MINUTE_MS = 60_000;

export interface Keys {
  list(account: string): readonly PlaygroundKey[];
  get(account: string, id: string): PlaygroundKey | null;
  /** @returns the key and its value, for the only time; null: the account is full */
  create(account: string, input: NewKey): { readonly key: PlaygroundKey; readonly value: string } | null;
  edit(key: PlaygroundKey, changes: KeyChanges): void;
  setState(key: PlaygroundKey, state: KeyState): void;
  /** The old value dies at once. @returns the new one */
  regenerate(key: PlaygroundKey): string;
  remove(key: PlaygroundKey): void;
  find(token: string): PlaygroundKey | null;
  /** Counts one call and notes the time. @returns milliseconds to wait; 0: go ahead */
  use(key: PlaygroundKey): number;
  /** How often it was used since then. */
  uses(key: PlaygroundKey, query: UsageQuery): Uses;
}

const mintValue = (testMode: boolean): string => mintToken(testMode ? 'test' : 'live');

function create(
  db: DatabaseSync,
  clock: Clock,
  account: string,
  input: NewKey,
): { id: string; value: string } | null {
  const value = mintValue(input.test_mode);
  const id = randomUUID();
  return transact(db, () => {
    const count = Number(
      db.prepare('SELECT count(*) AS count FROM keys WHERE account = ?').get(account)?.count,
    );
    if (count >= MAX_KEYS) return null;
    db.prepare(
      `INSERT INTO keys (id, account, hash, prefix, name, description, scopes, test_mode, state, created_at, expires_at, allowed_ips)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?)`,
    ).run(
      id,
      account,
      hashToken(value),
      value.slice(0, PREFIX_LENGTH),
      input.name,
      input.description,
      JSON.stringify(input.scopes),
      input.test_mode ? 1 : 0,
      clock.now().toISOString(),
      input.expires_at,
      JSON.stringify(input.allowed_ips),
    );
    return { id, value };
  });
}

function use(db: DatabaseSync, clock: Clock, key: PlaygroundKey): number {
  const now = clock.now().getTime();
  return transact(db, () => {
    const row = db
      .prepare('SELECT minute_began AS began, minute_calls AS calls FROM keys WHERE id = ?')
      .get(key.id);
    const began = Number(row?.began);
    const isSameMinute = now >= began && now - began < MINUTE_MS;
    const calls = isSameMinute ? Number(row?.calls) : 0;
    if (calls >= CALLS_A_MINUTE) return began + MINUTE_MS - now;
    db.prepare('UPDATE keys SET minute_began = ?, minute_calls = ?, last_used_at = ? WHERE id = ?').run(
      isSameMinute ? began : now,
      calls + 1,
      clock.now().toISOString(),
      key.id,
    );
    countUse(db, key.id, now);
    return 0;
  });
}

export function createKeys(db: DatabaseSync, clock: Clock): Keys {
  const one = (row: unknown): PlaygroundKey | null => (row === undefined ? null : fromRow(row as KeyRow));
  const get = (account: string, id: string) =>
    one(db.prepare('SELECT * FROM keys WHERE account = ? AND id = ?').get(account, id));
  return {
    get,
    list: (account) => {
      const rows = db.prepare('SELECT * FROM keys WHERE account = ? ORDER BY created_at, rowid').all(account);
      return rows.map((row) => fromRow(row as unknown as KeyRow));
    },
    create: (account, input) => {
      const made = create(db, clock, account, input);
      const key = made === null ? null : get(account, made.id);
      return made === null || key === null ? null : { key, value: made.value };
    },
    edit: (key, changes) => {
      const { name = key.name, description = key.description, scopes = key.scopes } = changes;
      const { allowed_ips = key.allowedIps } = changes;
      db.prepare('UPDATE keys SET name = ?, description = ?, scopes = ?, allowed_ips = ? WHERE id = ?').run(
        name,
        description,
        JSON.stringify(scopes),
        JSON.stringify(allowed_ips),
        key.id,
      );
    },
    setState: (key, state) => {
      // In the statement and not before it: another process may have revoked it meanwhile, and revoked is final.
      db.prepare("UPDATE keys SET state = ? WHERE id = ? AND state != 'revoked'").run(state, key.id);
    },
    regenerate: (key) => {
      const value = mintValue(key.testMode);
      db.prepare('UPDATE keys SET hash = ?, prefix = ? WHERE id = ?').run(
        hashToken(value),
        value.slice(0, PREFIX_LENGTH),
        key.id,
      );
      return value;
    },
    remove: (key) => {
      db.prepare('DELETE FROM keys WHERE id = ?').run(key.id);
    },
    find: (token) => one(db.prepare('SELECT * FROM keys WHERE hash = ?').get(hashToken(token))),
    use: (key) => use(db, clock, key),
    uses: (key, query) => usesOf(db, key.id, query),
  };
}
