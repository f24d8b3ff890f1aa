/** Days without use can be `never` too, as JSON like the days after which a key is replaced. */
export const neverUnused = `
  ALTER TABLE policies ADD COLUMN unused_as_json TEXT;
  UPDATE policies SET unused_as_json = CAST(unused_days AS TEXT);
  ALTER TABLE policies DROP COLUMN unused_days;
  ALTER TABLE policies RENAME COLUMN unused_as_json TO unused_days;
`;
