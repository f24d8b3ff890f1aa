import type { DatabaseSync } from 'node:sqlite';

/** Where the service of this home listens, and what proves that it is it. */
export interface Place {
  port(): number;
  readonly proofKey: Uint8Array;
  /** Moves from a port that a stranger holds, unless another process moved already. */
  move(from: number, to: number): void;
}

export function createPlace(db: DatabaseSync): Place {
  const row = db.prepare('SELECT proof_key FROM place').get();
  if (!(row?.proof_key instanceof Uint8Array)) throw new Error('playground.db holds no proof key');
  return {
    proofKey: row.proof_key,
    port: () => Number(db.prepare('SELECT port FROM place').get()?.port),
    move: (from, to) => {
      db.prepare('UPDATE place SET port = ? WHERE port = ?').run(to, from);
    },
  };
}
