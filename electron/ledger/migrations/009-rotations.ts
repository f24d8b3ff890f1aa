/** Rotations and their journals; `replaced_by` marks the row of an old value that is still to be retired. */
export const rotations = `
  ALTER TABLE keys ADD COLUMN replaced_by TEXT;
  CREATE TABLE rotations (
    id TEXT PRIMARY KEY,
    key_id TEXT NOT NULL,
    key_name TEXT NOT NULL,
    environment_id TEXT NOT NULL,
    connection_id TEXT,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_hand INTEGER NOT NULL,
    overlap TEXT NOT NULL,
    watch TEXT NOT NULL,
    scopes TEXT,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    new_id TEXT NOT NULL,
    old_id TEXT NOT NULL,
    old_hint TEXT NOT NULL,
    new_hint TEXT,
    old_acknowledged INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    switched_at TEXT,
    ended_at TEXT,
    resume_at TEXT,
    until TEXT,
    attempts INTEGER NOT NULL,
    problem TEXT,
    cause TEXT,
    old_used_at TEXT,
    tasks TEXT NOT NULL,
    renewals TEXT NOT NULL,
    usage TEXT,
    writer INTEGER
  ) STRICT;
  CREATE INDEX rotations_by_key ON rotations (key_id);
  CREATE TABLE rotation_steps (
    rotation_id TEXT NOT NULL REFERENCES rotations(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (rotation_id, number)
  ) STRICT;
`;
