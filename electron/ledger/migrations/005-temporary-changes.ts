/** When a change is to be undone by itself. Changes of before stay. */
export const temporaryChanges = `
  ALTER TABLE changes ADD COLUMN until TEXT;
`;
