/**
 * What environments prescribe for their keys, notes and fingerprints of keys, and an audit whose rows are chained.
 * SECURITY: the triggers make the audit append-only for this program too; a row gets its MAC once and then is fixed.
 * `samples` marks the environments of the sample data, with which everything in them goes.
 * `identity` names this ledger from the first time that it has a key in the storage of secrets (see core/ledger-key.ts).
 */
export const rack = `
  ALTER TABLE environments ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE environments ADD COLUMN archived_at TEXT;
  ALTER TABLE environments ADD COLUMN naming_pattern TEXT NOT NULL DEFAULT '<tool> - <purpose>';
  ALTER TABLE environments ADD COLUMN rotate_after_days INTEGER;
  UPDATE environments SET position = rowid;
  ALTER TABLE keys ADD COLUMN notes TEXT NOT NULL DEFAULT '';
  ALTER TABLE keys ADD COLUMN fingerprint TEXT;
  CREATE INDEX keys_by_fingerprint ON keys (fingerprint);
  ALTER TABLE audit ADD COLUMN client TEXT;
  ALTER TABLE audit ADD COLUMN name TEXT;
  ALTER TABLE audit ADD COLUMN environment_id TEXT;
  ALTER TABLE audit ADD COLUMN mac TEXT;
  ALTER TABLE audit ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX audit_by_subject ON audit (subject, number);
  CREATE INDEX audit_by_environment ON audit (environment_id, number);
  CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
  CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
    WHEN OLD.mac IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.at IS NOT OLD.at OR NEW.by IS NOT OLD.by
      OR NEW.client IS NOT OLD.client OR NEW.what IS NOT OLD.what OR NEW.subject IS NOT OLD.subject
      OR NEW.name IS NOT OLD.name OR NEW.environment_id IS NOT OLD.environment_id
      OR NEW.detail IS NOT OLD.detail
    BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
  CREATE TABLE samples (environment_id TEXT PRIMARY KEY REFERENCES environments(id) ON DELETE CASCADE) STRICT;
  CREATE TABLE identity (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), id TEXT NOT NULL) STRICT;
`;
