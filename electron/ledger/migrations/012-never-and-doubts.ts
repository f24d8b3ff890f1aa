/**
 * Days without use can be `never` too, as JSON like the days after which a key is replaced. Whether the process that
 * works on a run is still there is asked through the run.
 */
export const neverAndDoubts = `
  ALTER TABLE policies ADD COLUMN unused_as_json TEXT;
  UPDATE policies SET unused_as_json = CAST(unused_days AS TEXT);
  ALTER TABLE policies DROP COLUMN unused_days;
  ALTER TABLE policies RENAME COLUMN unused_as_json TO unused_days;
  ALTER TABLE rotations ADD COLUMN doubted_at TEXT;
`;
