/**
 * What a connection needs beyond an address, what keys of more services have, the user's own providers, alerts, and
 * the requests that were sent, which app and command count together.
 */
export const connections = `
  ALTER TABLE connections ADD COLUMN params TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE connections ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE connections ADD COLUMN paths TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE connections ADD COLUMN proxy TEXT;
  ALTER TABLE connections ADD COLUMN ca TEXT;
  ALTER TABLE connections ADD COLUMN has_credential INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE connections ADD COLUMN account TEXT;
  ALTER TABLE connections ADD COLUMN synced_at TEXT;
  ALTER TABLE connections ADD COLUMN sync_failure TEXT;
  ALTER TABLE connections ADD COLUMN candidates TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE keys ADD COLUMN allowed_ips TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE keys ADD COLUMN rate_limit TEXT;
  ALTER TABLE keys ADD COLUMN checked_at TEXT;
  ALTER TABLE intents ADD COLUMN kind TEXT NOT NULL DEFAULT 'create';
  ALTER TABLE intents ADD COLUMN allowed_ips TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE providers (id TEXT PRIMARY KEY, manifest TEXT NOT NULL, added_at TEXT NOT NULL) STRICT;
  CREATE TABLE alerts (
    id TEXT PRIMARY KEY, key_id TEXT NOT NULL REFERENCES keys(id) ON DELETE CASCADE,
    condition TEXT NOT NULL, remote_id TEXT, last_fired_at TEXT
  ) STRICT;
  CREATE TABLE requests (
    ticket INTEGER PRIMARY KEY, connection_id TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX requests_by_connection ON requests (connection_id, at);
  CREATE TABLE holds (connection_id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;
`;
