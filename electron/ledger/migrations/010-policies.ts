/**
 * When keys are to be replaced, and what people were told of it. Ids are of environments, connections and keys alike,
 * so that no foreign key fits; triggers let rows go with what they are about, whoever removes it.
 */
export const policies = `
  CREATE TABLE policies (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    after_days TEXT,
    critical INTEGER NOT NULL,
    unused_days INTEGER,
    unattended_at TEXT
  ) STRICT;
  CREATE TABLE reminders (
    key_id TEXT NOT NULL,
    due_at TEXT NOT NULL,
    rung INTEGER NOT NULL,
    PRIMARY KEY (key_id, due_at, rung)
  ) STRICT;
  CREATE TABLE snoozes (
    key_id TEXT PRIMARY KEY,
    until TEXT NOT NULL
  ) STRICT;
  CREATE TABLE unattended_tries (
    key_id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    attended TEXT
  ) STRICT;
  CREATE TABLE reviews (at TEXT PRIMARY KEY) STRICT;
  CREATE TRIGGER environment_gone AFTER DELETE ON environments BEGIN
    DELETE FROM policies WHERE id = OLD.id;
  END;
  CREATE TRIGGER connection_gone AFTER DELETE ON connections BEGIN
    DELETE FROM policies WHERE id = OLD.id;
  END;
  CREATE TRIGGER key_gone AFTER DELETE ON keys BEGIN
    DELETE FROM policies WHERE id = OLD.id;
    DELETE FROM reminders WHERE key_id = OLD.id;
    DELETE FROM snoozes WHERE key_id = OLD.id;
    DELETE FROM unattended_tries WHERE key_id = OLD.id;
  END;
`;
