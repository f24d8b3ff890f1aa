import type { ScopeId } from './catalogue.ts';

export type KeyState = 'active' | 'inactive' | 'revoked';

export interface PlaygroundKey {
  readonly id: string;
  readonly account: string;
  readonly prefix: string;
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly ScopeId[];
  readonly testMode: boolean;
  readonly state: KeyState;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  /** Addresses and ranges that may use it; empty: all may. */
  readonly allowedIps: readonly string[];
}

/** What `SELECT *` gives; the columns are as database.ts declares them, in STRICT tables. */
export interface KeyRow {
  readonly id: string;
  readonly account: string;
  readonly prefix: string;
  readonly name: string;
  readonly description: string;
  readonly scopes: string;
  readonly test_mode: number;
  readonly state: KeyState;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly allowed_ips: string;
}

export function fromRow(row: KeyRow): PlaygroundKey {
  return {
    id: row.id,
    account: row.account,
    prefix: row.prefix,
    name: row.name,
    description: row.description,
    scopes: JSON.parse(row.scopes),
    testMode: row.test_mode === 1,
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    allowedIps: JSON.parse(row.allowed_ips),
  };
}

export function statusOf(key: PlaygroundKey, now: Date): KeyState | 'expired' {
  const isOver = key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime();
  return isOver && key.state !== 'revoked' ? 'expired' : key.state;
}

/** A key as the API shows it: never with its value. */
export function toJson(key: PlaygroundKey, now: Date): Readonly<Record<string, unknown>> {
  return {
    id: key.id,
    name: key.name,
    description: key.description,
    prefix: key.prefix,
    status: statusOf(key, now),
    scopes: key.scopes,
    test_mode: key.testMode,
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    last_used_at: key.lastUsedAt,
    allowed_ips: key.allowedIps,
  };
}
