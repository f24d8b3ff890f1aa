/** Of entries as they were written copies are kept from now on. Changes hold deliveries as they were, to be put back by an undo. */
export const writtenEntries = `
  ALTER TABLE deliveries ADD COLUMN written TEXT;
  UPDATE changes SET delivery = json_set(delivery, '$.written', NULL)
    WHERE json_type(delivery) = 'object';
`;
