/**
 * Whose file a delivery is in, and the variable that it refers to. Changes hold deliveries as they were, to be put back
 * by an undo; those of before are of the user's files, and none was by reference.
 */
export const deliveryScope = `
  ALTER TABLE deliveries ADD COLUMN scope TEXT NOT NULL DEFAULT 'user';
  ALTER TABLE deliveries ADD COLUMN reference TEXT;
  UPDATE changes SET delivery = json_set(delivery, '$.scope', 'user', '$.reference', NULL)
    WHERE json_type(delivery) = 'object';
`;
