export const FIRST_PORT = 20_000;
export const LAST_PORT = 29_999;

const first = `
  CREATE TABLE place (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    port INTEGER NOT NULL CHECK (port BETWEEN ${FIRST_PORT} AND ${LAST_PORT}),
    proof_key BLOB NOT NULL
  ) STRICT;
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    hash BLOB NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    scopes TEXT NOT NULL,
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'revoked')),
    created_at TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT,
    minute_began INTEGER NOT NULL DEFAULT 0,
    minute_calls INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX keys_of_account ON keys (account);
  CREATE TABLE records (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    kind TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX records_of_account ON records (account, test_mode, kind);
`;

/** Uses are counted by the minute; `minute` counts from 1970. */
const usesAndAddresses = `
  ALTER TABLE keys ADD COLUMN allowed_ips TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE uses (
    key TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    minute INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (key, minute)
  ) STRICT, WITHOUT ROWID;
`;

/** The steps from an empty file to today's, in order. A step that was shipped is never changed. */
export const MIGRATIONS: readonly string[] = [first, usesAndAddresses];
