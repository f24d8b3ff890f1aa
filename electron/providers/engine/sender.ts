import type { AppError } from '#core/errors.ts';
import type { ServiceAccess } from '#core/ports/provider.ts';
import type { Secret } from '#core/secret.ts';
import { failureOf } from '../http/answers.ts';
import type { Answer, Call, HttpClient } from '../http/client.ts';
import { secretHeader } from '../http/policy.ts';
import { serviceWords } from '../http/words.ts';
import type { Auth, CredentialName, Manifest } from './manifest.ts';
import { pick } from './mapping.ts';
import { fillPath } from './template.ts';

export interface Request {
  readonly method: Call['method'];
  readonly path: string;
  readonly credential: CredentialName;
}

export interface Details {
  /** For `{id}` in the path. */
  readonly id?: string;
  /** The key itself, where the request is made with it. */
  readonly key?: Secret;
  readonly body?: unknown;
  readonly read: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A request made ready, and what its errors may not repeat. */
export interface Prepared {
  readonly call: Call;
  readonly sent: readonly Secret[];
}

function authHeader(auth: Auth, secret: Secret, what: string): Record<string, string> {
  if ('bearer' in auth) return { authorization: secretHeader('Bearer ', secret, what) };
  return { [auth.header.name.toLowerCase()]: secretHeader('', secret, what) };
}

function authOf(manifest: Manifest, name: CredentialName): Auth {
  // Most services take a key the way they take the management credential.
  const credential = manifest.credentials.find(({ id }) => id === name) ?? manifest.credentials[0];
  if (credential === undefined) throw new Error(`the manifest ${manifest.id} names no credential`);
  return credential.auth;
}

/** @throws AppError invalid-input where the credential or the id cannot be sent */
export function prepare(
  manifest: Manifest,
  access: ServiceAccess,
  request: Request,
  details: Details,
): Prepared {
  const isKey = request.credential === 'key';
  const secret = isKey && details.key !== undefined ? details.key : access.credential;
  const auth = authOf(manifest, request.credential);
  const body = details.body === undefined ? null : JSON.stringify(details.body);
  return {
    sent: details.key === undefined ? [access.credential] : [access.credential, details.key],
    call: {
      method: request.method,
      path: fillPath(request.path, details.id ?? ''),
      headers: {
        accept: 'application/json',
        'user-agent': 'keyrack',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...authHeader(auth, secret, isKey ? 'key' : 'credential of this connection'),
      },
      body,
      read: details.read,
      signal: details.signal,
    },
  };
}

/** @returns the AppError that an unsuccessful answer means, with the service's own words where they may be shown */
export function refusalOf(manifest: Manifest, answer: Answer, sent: readonly Secret[]): AppError {
  const { messagePath } = manifest.errors;
  const document = answer.body.state === 'json' ? answer.body.document : null;
  const said = messagePath === null ? null : serviceWords(pick(document, messagePath), sent);
  return failureOf({ service: manifest.name, answer, said });
}

export interface Exchange {
  readonly manifest: Manifest;
  readonly http: HttpClient;
  readonly prepared: Prepared;
}

/** Sends and takes any status as an answer. @throws AppError network, tls, service-failed, cancelled */
export async function ask({ http, prepared }: Exchange): Promise<Answer> {
  const { call } = prepared;
  const outcome = await (call.method === 'GET' ? http.sendRepeatably(call) : http.send(call));
  if (outcome.state === 'failed') throw outcome.failure;
  return outcome.answer;
}

/** Sends and demands one of these statuses. @returns the JSON; undefined where it is dropped unread */
export async function demand(exchange: Exchange, statuses: readonly number[]): Promise<unknown> {
  const answer = await ask(exchange);
  if (!statuses.includes(answer.status)) throw refusalOf(exchange.manifest, answer, exchange.prepared.sent);
  if (answer.body.state === 'unusable') throw answer.body.failure;
  return answer.body.state === 'json' ? answer.body.document : undefined;
}
