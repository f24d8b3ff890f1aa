import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Secret } from '#core/secret.ts';
import { createAccounts } from './accounts.ts';
import { openDatabase, randomPort } from './database.ts';
import { handle } from './handler.ts';
import { createKeys } from './keys.ts';
import { createPlace, type Place } from './place.ts';
import { isOurs } from './probe.ts';
import { createRecords } from './records.ts';
import { type Listening, listen } from './server.ts';

const MAX_MOVES = 20;

export interface Settled {
  readonly url: string;
  readonly elsewhere: boolean;
}

export interface Running {
  mint(label: string): Secret;
  /** Finds the service of this home, or becomes it. @throws AppError service-failed: no port is free */
  settle(): Promise<Settled>;
  stop(): Promise<void>;
}

function serve(db: DatabaseSync, clock: Clock, place: Place, port: number): Promise<Listening | null> {
  const service = {
    accounts: createAccounts(db, clock),
    keys: createKeys(db, clock),
    records: createRecords(db),
    now: () => clock.now(),
    port,
    proofKey: place.proofKey,
  };
  return listen(port, (incoming) => handle(service, incoming));
}

const settledAt = (port: number, elsewhere: boolean): Settled => ({
  url: `http://127.0.0.1:${port}`,
  elsewhere,
});

export function openPlayground(home: string, clock: Clock): Running {
  const db = openDatabase(home);
  const place = createPlace(db);
  let here: Listening | null = null;

  /** @returns null: a stranger has the port, and the place has moved */
  async function settleOnce(): Promise<Settled | null> {
    const port = place.port();
    if (await isOurs(port, place.proofKey)) return settledAt(port, true);
    here = await serve(db, clock, place, port);
    if (here !== null) return settledAt(port, false);
    // Ours after all: another process was a moment faster.
    if (await isOurs(port, place.proofKey)) return settledAt(port, true);
    place.move(port, randomPort());
    return null;
  }

  return {
    mint: (label) => createAccounts(db, clock).mint(label),
    settle: async () => {
      if (here !== null) return settledAt(here.port, false);
      for (let moves = 0; moves < MAX_MOVES; moves += 1) {
        const settled = await settleOnce();
        if (settled !== null) return settled;
      }
      throw new AppError('service-failed', {
        message: 'Playground found no free port between 20000 and 29999.',
        next: 'End a program that listens on many ports, then try again.',
      });
    },
    stop: async () => {
      await here?.stop();
      here = null;
      db.close();
    },
  };
}
