/**
 * Names are unique by `name_key`, their comparable form (see comparableName), so that no two differ by case alone.
 * `deliveries.key_id` is no foreign key: a delivery outlives its key until the user has taken it out of the file.
 */
export const initial = `
  CREATE TABLE environments (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, stage TEXT NOT NULL,
    colour TEXT NOT NULL, project TEXT, copy_policy TEXT NOT NULL
  ) STRICT;
  CREATE TABLE connections (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, provider TEXT NOT NULL,
    environment_id TEXT NOT NULL REFERENCES environments(id), base_url TEXT NOT NULL,
    custom_host INTEGER NOT NULL,
    UNIQUE (environment_id, name_key)
  ) STRICT;
  CREATE TABLE keys (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, tags TEXT NOT NULL,
    environment_id TEXT NOT NULL REFERENCES environments(id),
    connection_id TEXT REFERENCES connections(id), remote_id TEXT, variable TEXT, hint TEXT NOT NULL,
    held INTEGER NOT NULL, acknowledged INTEGER NOT NULL, status TEXT NOT NULL, scopes TEXT NOT NULL,
    test_mode INTEGER NOT NULL, created_at TEXT NOT NULL, expires_at TEXT, last_used_at TEXT,
    UNIQUE (connection_id, remote_id)
  ) STRICT;
  CREATE INDEX keys_by_environment ON keys (environment_id);
  CREATE TABLE intents (
    id TEXT PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, environment_id TEXT NOT NULL REFERENCES environments(id),
    connection_id TEXT NOT NULL REFERENCES connections(id), name TEXT NOT NULL, description TEXT NOT NULL,
    scopes TEXT NOT NULL, tags TEXT NOT NULL, test_mode INTEGER NOT NULL, expires_at TEXT, variable TEXT,
    listed_before TEXT NOT NULL, started_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE deliveries (
    id TEXT PRIMARY KEY, target TEXT NOT NULL, key_id TEXT NOT NULL, environment_id TEXT NOT NULL,
    mechanism TEXT NOT NULL, file TEXT NOT NULL, server TEXT NOT NULL, variable TEXT NOT NULL,
    entry_hash TEXT NOT NULL, created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_by_key ON deliveries (key_id);
  CREATE TABLE changes (
    id TEXT PRIMARY KEY, delivery_id TEXT NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL,
    before_hash TEXT, after_hash TEXT, before_mode INTEGER, backup TEXT, at TEXT NOT NULL,
    state TEXT NOT NULL, delivery TEXT
  ) STRICT;
  CREATE TABLE audit (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,
    subject TEXT, detail TEXT
  ) STRICT;
`;
