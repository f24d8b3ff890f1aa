import { createHash, randomUUID } from 'node:crypto';

type KeyState = 'active' | 'inactive' | 'revoked' | 'suspended' | 'expired';

/** A key as a service's database has it: no secret, only its digest. A person at the console changes it in place. */
export interface StoredKey {
  readonly id: string;
  name: string;
  description: string;
  scopes: string[];
  testMode: boolean;
  state: KeyState;
  /** The environment that it was made in, where a service knows such. */
  environment: string;
  allowedIps: string[];
  /** The beginning of the secret. */
  hint: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  /** When it was used. */
  readonly uses: number[];
  digest: string;
  /** Not a key of the service's list, but what manages them. */
  readonly hidden: boolean;
}

export type NewStoredKey = Partial<Omit<StoredKey, 'id' | 'digest' | 'hint' | 'uses' | 'createdAt'>> & {
  readonly name: string;
  readonly createdAt?: number;
};

export interface KeyTable {
  /** @returns with the secret, which is told here and never again */
  add(input: NewStoredKey): { readonly key: StoredKey; readonly secret: string };
  /** A new value for the same key; the old one opens nothing any more. */
  renew(id: string): string;
  find(id: string): StoredKey | null;
  /** A key that was there once is there again, as it is. */
  putBack(key: StoredKey): void;
  /** Those that the service lists, in the order in which they were made. */
  all(): StoredKey[];
  remove(id: string): void;
  bySecret(secret: string): StoredKey | null;
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const HINT_LENGTH = 12;

export function createKeyTable(newSecret: (input: NewStoredKey) => string, now: () => number): KeyTable {
  const keys = new Map<string, StoredKey>();
  const needed = (id: string): StoredKey => {
    const key = keys.get(id);
    if (key === undefined) throw new Error(`the counterpart has no key ${id}`);
    return key;
  };
  return {
    add: (input) => {
      const secret = newSecret(input);
      const key: StoredKey = {
        id: randomUUID(),
        description: '',
        scopes: [],
        testMode: false,
        state: 'active',
        environment: '',
        allowedIps: [],
        createdAt: now(),
        expiresAt: null,
        lastUsedAt: null,
        hidden: false,
        ...input,
        hint: secret.slice(0, HINT_LENGTH),
        uses: [],
        digest: digestOf(secret),
      };
      keys.set(key.id, key);
      return { key, secret };
    },
    renew: (id) => {
      const key = needed(id);
      const secret = newSecret(key);
      key.digest = digestOf(secret);
      key.hint = secret.slice(0, HINT_LENGTH);
      return secret;
    },
    find: (id) => keys.get(id) ?? null,
    putBack: (key) => void keys.set(key.id, key),
    all: () => [...keys.values()].filter(({ hidden }) => !hidden),
    remove: (id) => {
      keys.delete(needed(id).id);
    },
    bySecret: (secret) => {
      const digest = digestOf(secret);
      return [...keys.values()].find((key) => key.digest === digest) ?? null;
    },
  };
}
