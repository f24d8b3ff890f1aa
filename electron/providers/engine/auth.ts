import { AppError } from '#core/errors.ts';
import type { CredentialName } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { Context } from './context.ts';
import type { Credential, DirectAuth } from './manifest/auth.ts';
import { authHeaders, keyParts, type Parts, partsOf, type Written } from './opened.ts';
import { refusalOf } from './refusals.ts';
import { type Ask, headerRows } from './request.ts';
import { buysToken, readToken, type Token, type TokenAuth, tokenRequest, tokenUse } from './tokens.ts';
import { watchExchange } from './watching.ts';

type Texts = Readonly<Record<string, string>>;

/** What makes a request one of ours. */
export interface Authenticated {
  readonly headers: Written<Texts>;
  /** What no error, exchange or log may repeat. */
  readonly sent: readonly Secret[];
  /** Bought for it, perhaps earlier; null where the credential itself is sent. */
  readonly token: { readonly value: Token; readonly isFresh: boolean } | null;
}

/** Whose secret it is, and how it is sent. */
export interface Bearer {
  readonly spec: Credential;
  readonly secret: Secret;
  readonly parts: Parts;
  /** Its name in an error. */
  readonly what: string;
}

/** Most services take a key the way they take the management credential. */
export function specOf({ manifest }: Context, name: CredentialName): Credential {
  const spec = manifest.credentials.find(({ id }) => id === name) ?? manifest.credentials[0];
  if (spec === undefined) throw new Error(`the manifest ${manifest.id} names no credential`);
  return spec;
}

const missing = (service: string) =>
  new AppError('invalid-input', {
    message: `This connection has no credential, and ${service} asks for one.`,
    next: 'Enter the management credential in the settings of the connection.',
    field: 'credential',
  });

/** @param key the key itself, where the request is made with it. @throws AppError invalid-input */
export function bearerOf(context: Context, name: CredentialName, key: Secret | undefined): Bearer {
  const spec = specOf(context, name);
  if (key !== undefined) return { spec, secret: key, parts: keyParts(spec, key), what: 'key' };
  const secret = context.access.credential;
  if (secret === null) throw missing(context.manifest.name);
  return { spec, secret, parts: partsOf(spec, secret), what: 'credential of this connection' };
}

const notAccepted = (service: string) =>
  new AppError('unauthorized', {
    message: `${service} gives no token for the credential of this connection.`,
    next: 'It may be revoked, expired or mistyped: enter a new one in the settings of the connection.',
  });

async function buy(context: Context, auth: TokenAuth, bearer: Bearer, signal: Ask['signal']): Promise<Token> {
  const { manifest, params, http, reach, clock } = context;
  const { method, host, path, headers, body } = tokenRequest(auth, bearer.parts, params);
  const origin = reach.address(host);
  const usual = { accept: 'application/json', 'user-agent': 'keyrack' };
  const outcome = await http.send({
    method,
    path,
    origin,
    headers: { ...usual, ...headers.sent },
    body: body.sent,
    read: 'always',
    repeatable: true,
    signal,
  });
  const where = 'oauth2' in auth ? { body: 'access_token' } : auth.login.token;
  watchExchange(
    context,
    { method, url: origin + path, headers: headerRows({ ...usual, ...headers.shown }), body: body.shown },
    outcome,
    { sent: secretsOf(bearer), paths: 'body' in where ? [where.body] : [] },
    'header' in where ? where.header : undefined,
  );
  if (outcome.state === 'failed') throw outcome.failure;
  const { answer } = outcome;
  // RFC 6749 section 5.2: 400 too says that the client or its secret is wrong.
  if ([400, 401, 403].includes(answer.status)) throw notAccepted(manifest.name);
  if (answer.status >= 300) throw refusalOf(manifest, answer, secretsOf(bearer));
  return readToken(auth, answer, manifest.name, clock.now());
}

const secretsOf = ({ secret, parts }: Bearer): readonly Secret[] => [secret, ...Object.values(parts)];

/**
 * @param auth one of the manifest's ways to send it
 * @throws AppError invalid-input, unauthorized, network, tls, service-failed: nothing but a token was asked for
 */
export async function authenticate(
  context: Context,
  auth: DirectAuth,
  bearer: Bearer,
  signal: Ask['signal'],
): Promise<Authenticated> {
  const { params, tokens, reach } = context;
  const sent = secretsOf(bearer);
  if (!buysToken(auth)) {
    return { headers: authHeaders(auth, bearer.parts, params, bearer.what), sent, token: null };
  }
  const place = JSON.stringify([reach.baseUrl, params, auth]);
  const known = tokens.get(place, bearer.secret);
  const token = known ?? (await buy(context, auth, bearer, signal));
  if (known === null) tokens.put(place, bearer.secret, token);
  const headers = authHeaders(tokenUse(auth), { secret: token.value }, params, 'token of the service');
  return { headers, sent: [...sent, token.value], token: { value: token, isFresh: known === null } };
}

/** What a person may see of a credential in a request that is not sent: no credential is needed for it. */
export function shownHeaders({ manifest, params }: Context, auth: DirectAuth, spec: Credential): Texts {
  const parts = Object.fromEntries(
    ['secret', ...spec.parts.map(({ id }) => id)].map((id) => [id, STANDS_FOR]),
  );
  return authHeaders(buysToken(auth) ? tokenUse(auth) : auth, parts, params, manifest.name).shown;
}

const STANDS_FOR = new Secret('x');

export const ANONYMOUS: Authenticated = { headers: { sent: {}, shown: {} }, sent: [], token: null };
