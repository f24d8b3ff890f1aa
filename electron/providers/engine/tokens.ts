import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import { Secret } from '#core/secret.ts';
import type { Answer } from '../http/call.ts';
import { pickFitting } from './answer-path.ts';
import { CONTENT_TYPES, encodeBody } from './encoding.ts';
import type { DirectAuth, SimpleAuth } from './manifest/auth.ts';
import { clientBasic, type Parts, type Written, writeMembers } from './opened.ts';

type Texts = Readonly<Record<string, string>>;
export type TokenAuth = Extract<DirectAuth, { oauth2: unknown } | { login: unknown }>;

export const buysToken = (auth: DirectAuth): auth is TokenAuth => 'oauth2' in auth || 'login' in auth;

/** A request that buys a token. */
export interface TokenRequest {
  readonly method: 'POST' | 'PUT';
  readonly host: string | undefined;
  readonly path: string;
  readonly headers: Written<Texts>;
  readonly body: Written<string>;
}

const encoded = (members: Written<Texts>, encoding: 'form' | 'json'): Written<string> => ({
  sent: encodeBody(members.sent, encoding),
  shown: encodeBody(members.shown, encoding),
});

function oauth2Request(
  { oauth2 }: Extract<TokenAuth, { oauth2: unknown }>,
  parts: Parts,
  params: Texts,
): TokenRequest {
  const { audience, scope, encoding, send, clientId, clientSecret } = oauth2;
  const inBody = send === 'body' ? { client_id: clientId, client_secret: clientSecret } : {};
  const members = {
    grant_type: 'client_credentials',
    ...(audience === undefined ? {} : { audience }),
    ...(scope === undefined ? {} : { scope }),
    ...inBody,
  };
  const none: Written<Texts> = { sent: {}, shown: {} };
  const basic = send === 'basic' ? clientBasic(clientId, clientSecret, parts, params) : none;
  const type = { 'content-type': CONTENT_TYPES[encoding] };
  return {
    method: 'POST',
    host: oauth2.host,
    path: oauth2.path,
    headers: { sent: { ...type, ...basic.sent }, shown: { ...type, ...basic.shown } },
    body: encoded(writeMembers(members, parts, params), encoding),
  };
}

/** @throws AppError invalid-input where a part is missing */
export function tokenRequest(auth: TokenAuth, parts: Parts, params: Texts): TokenRequest {
  if ('oauth2' in auth) return oauth2Request(auth, parts, params);
  const { method, host, path, body, encoding } = auth.login;
  const type = { 'content-type': CONTENT_TYPES[encoding] };
  return {
    method,
    host,
    path,
    headers: { sent: type, shown: type },
    body: encoded(writeMembers(body, parts, params), encoding),
  };
}

/** How the token itself is sent. */
export const tokenUse = (auth: TokenAuth): SimpleAuth => ('oauth2' in auth ? { bearer: {} } : auth.login.use);

export interface Token {
  readonly value: Secret;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const TOKEN = /^[\x21-\x7e]{1,16384}$/;
const MARGIN_S = 30;
const USUAL_S = 600;
const LONGEST_S = 3_600;

const text = (value: unknown): string | null =>
  typeof value === 'string' && TOKEN.test(value) ? value : null;

function lifetimeS(document: unknown): number {
  const seconds = pickFitting(document, 'expires_in', (value) =>
    Number.isFinite(Number(value)) ? Number(value) : null,
  );
  return Math.min(LONGEST_S, Math.max(0, (seconds ?? USUAL_S) - MARGIN_S));
}

/** @throws AppError service-failed where the answer holds no token */
export function readToken(auth: TokenAuth, answer: Answer, service: string, now: Date): Token {
  const document = answer.body.state === 'json' ? answer.body.document : undefined;
  const where = 'oauth2' in auth ? { body: 'access_token' } : auth.login.token;
  const value =
    'header' in where ? text(answer.headers.get(where.header)) : pickFitting(document, where.body, text);
  if (value === null) {
    throw new AppError('service-failed', {
      message: `${service} took the credential and gave no token that Keyrack could use.`,
      next: 'Check the base URL of the connection, or try again later.',
    });
  }
  return { value: new Secret(value), until: now.getTime() + lifetimeS(document) * 1_000 };
}

/** Tokens in memory, for as long as this process runs: never written down. */
export interface TokenStore {
  /** @param place where it was bought and where it is used */
  get(place: string, credential: Secret): Token | null;
  put(place: string, credential: Secret, token: Token): void;
  drop(token: Token): void;
}

const MOST = 50;

export function createTokenStore(clock: Clock): TokenStore {
  let rows: readonly { readonly place: string; readonly credential: Secret; readonly token: Token }[] = [];
  const alive = () => rows.filter(({ token }) => token.until > clock.now().getTime());
  return {
    get: (place, credential) =>
      alive().find((row) => row.place === place && row.credential.equals(credential))?.token ?? null,
    put: (place, credential, token) => {
      rows = [{ place, credential, token }, ...alive()].slice(0, MOST);
    },
    drop: (token) => {
      rows = rows.filter((row) => row.token !== token);
    },
  };
}
