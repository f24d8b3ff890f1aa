import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#core/ports/clock.ts';
import { Secret } from '#core/secret.ts';
import { KINDS } from './catalogue.ts';
import { transact } from './database.ts';
import { hashToken, mintToken } from './tokens.ts';

/** Each management credential opens an account of its own: keys of one connection are not seen by another. */
export interface Accounts {
  mint(label: string): Secret;
  /** @returns the account's id; null: no such credential */
  find(token: string): string | null;
}

function addSamples(db: DatabaseSync, account: string): void {
  const insert = db.prepare(
    'INSERT INTO records (id, account, test_mode, kind, body) VALUES (?, ?, ?, ?, ?)',
  );
  for (const kind of KINDS) {
    for (const testMode of [0, 1]) {
      for (const body of kind.samples)
        insert.run(randomUUID(), account, testMode, kind.name, JSON.stringify(body));
    }
  }
}

export function createAccounts(db: DatabaseSync, clock: Clock): Accounts {
  return {
    mint: (label) => {
      const token = mintToken('management');
      transact(db, () => {
        const id = randomUUID();
        db.prepare('INSERT INTO accounts (id, hash, label, created_at) VALUES (?, ?, ?, ?)').run(
          id,
          hashToken(token),
          label,
          clock.now().toISOString(),
        );
        addSamples(db, id);
      });
      return new Secret(token);
    },
    find: (token) => {
      const id = db.prepare('SELECT id FROM accounts WHERE hash = ?').get(hashToken(token))?.id;
      return typeof id === 'string' ? id : null;
    },
  };
}
