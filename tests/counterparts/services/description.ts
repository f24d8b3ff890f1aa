import type * as z from 'zod/mini';
import type { KeyTable, NewStoredKey, StoredKey } from './keys.ts';

// What a counterpart is told of the service that it stands for. It is written from the service's documents alone.

export interface Reply {
  readonly status: number;
  /** Absent: an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const PROBLEMS = [
  'unknown path',
  'wrong method',
  'malformed',
  'wrong content type',
  'too large',
  'no credential',
  'invalid',
  'expired',
  'revoked',
  'suspended',
  'inactive',
  'wrong environment',
  'scope missing',
  'service not enabled',
  'address not allowed',
  'rate limit',
  'not found',
  'conflict',
] as const;

/** Why a request is refused. The service writes it in its own way. */
export interface Problem {
  readonly is: (typeof PROBLEMS)[number];
  readonly status: number;
  readonly message: string;
  /** Seconds, with a rate limit. */
  readonly retryAfter?: number;
}

/** A request of the right form, from a caller who may ask. */
export interface Call<Body = unknown, Query = unknown> {
  /** Of the path's `{…}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** null where the path asks no credential. */
  readonly caller: StoredKey | null;
  readonly keys: KeyTable;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Whole segments may be `{name}`. */
  readonly path: string;
  /** Ways of sending the credential that are right here (names of `styles`); empty: none is asked, none may come. */
  readonly styles: readonly string[];
  /** Absent: no query. */
  readonly query?: z.ZodMiniType;
  /** Absent: no body. */
  readonly body?: z.ZodMiniType;
  /** How the body is written; absent: as JSON. */
  readonly encoding?: 'form';
  /** A scope that the caller needs. */
  readonly scope?: string;
  readonly run: (call: Call) => Reply | Problem;
}

/** A route whose schemas say what `run` gets. */
export function route<Body extends z.ZodMiniType, Query extends z.ZodMiniType>(
  one: Omit<Route, 'query' | 'body' | 'run'> & {
    readonly query?: Query;
    readonly body?: Body;
    readonly run: (call: Call<z.infer<Body>, z.infer<Query>>) => Reply | Problem;
  },
): Route {
  return one as Route;
}

export interface AuthStyle {
  /** In lower case. */
  readonly header: string;
  /** `Bearer`; absent: the value is the secret. */
  readonly scheme?: string;
  /** What the value stands for: a token, or a user and a password. null: for nobody. Absent: it is the secret. */
  readonly secretOf?: (value: string) => string | null;
  /** Headers that have to come with it. */
  readonly with?: Readonly<Record<string, RegExp>>;
}

export interface CounterpartLimits {
  readonly requests: readonly { readonly count: number; readonly perSeconds: number }[];
  readonly concurrent: number;
  /** Absent: each key has a budget of its own. */
  readonly of?: 'account';
}

export interface ServiceDescription {
  readonly id: string;
  readonly styles: Readonly<Record<string, AuthStyle>>;
  readonly routes: readonly Route[];
  readonly newSecret: (input: NewStoredKey) => string;
  /** The key that manages the others. `hidden` where it is none of them. */
  readonly manager: NewStoredKey;
  readonly refuse: (problem: Problem) => Reply;
  /** null: the documents tell of none. */
  readonly limits: CounterpartLimits | null;
  /** Headers that tell a caller where it stands. @param resetAt milliseconds since the epoch */
  readonly limitHeaders?: (
    limit: number,
    left: number,
    resetAt: number,
    now: number,
  ) => Record<string, string>;
  /** Headers besides those of HTTP and of the styles that a client of this service sends, in lower case. */
  readonly knownHeaders?: readonly string[];
  /** Why this caller may not come in, beyond state and expiry. */
  readonly judge?: (caller: StoredKey) => Problem | null;
}
