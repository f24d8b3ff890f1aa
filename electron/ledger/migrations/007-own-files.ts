/**
 * Deliveries that are whole files of ours: what goes with the file, and whether the program has taken it in and the file is
 * gone. Changes hold deliveries as they were; those of before had neither.
 */
export const ownFiles = `
  ALTER TABLE deliveries ADD COLUMN companions TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE deliveries ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE changes ADD COLUMN companions TEXT NOT NULL DEFAULT '[]';
  UPDATE changes SET delivery = json_set(delivery, '$.companions', json('[]'), '$.imported', json('false'))
    WHERE json_type(delivery) = 'object';
`;
