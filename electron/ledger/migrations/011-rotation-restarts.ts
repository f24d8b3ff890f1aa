/** Which programs have to be restarted for a new value. Of runs of before it was not kept. */
export const rotationRestarts = `
  ALTER TABLE rotations ADD COLUMN restarts TEXT NOT NULL DEFAULT '[]';
`;
