/** Which process writes a change; null: of those of before it is not known. */
export const writers = `
  ALTER TABLE changes ADD COLUMN writer INTEGER;
`;
