import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { secretHeader } from '../http/policy.ts';
import { isObject } from './answer-path.ts';
import type { Credential, SimpleAuth } from './manifest/auth.ts';
import { paramValue } from './params.ts';

// The one file of the engine in which a secret is opened: it becomes a header's value or a member of a login's body.
// Beside each is what a person may see of it, so that nobody has to take secrets out of a request afterwards.

type Params = Readonly<Record<string, string>>;
type Texts = Readonly<Record<string, string>>;

/** A credential, part by part, by the names that the manifest's texts use. */
export type Parts = Readonly<Record<string, Secret>>;

/** What is sent, and what may be shown of it. */
export interface Written<T> {
  readonly sent: T;
  readonly shown: T;
}

export const SHOWN = '[secret]';

const broken = () =>
  new AppError('invalid-input', {
    message: 'The credential of this connection does not have the parts that the service needs.',
    next: 'Enter it again in the settings of the connection.',
    field: 'credential',
  });

function readParts(secret: Secret): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(secret.expose());
    if (isObject(value)) return value;
  } catch {
    // SECURITY: the parser's own error would quote the secret.
  }
  throw broken();
}

/**
 * @param secret several parts are kept as one JSON object
 * @throws AppError invalid-input where a part is missing
 */
export function partsOf({ parts }: Credential, secret: Secret): Parts {
  if (parts.length <= 1)
    return Object.fromEntries([...parts.map(({ id }) => [id, secret]), ['secret', secret]]);
  const values = readParts(secret);
  const entries = parts.map(({ id }) => {
    const value = values[id];
    if (typeof value !== 'string' || value === '') throw broken();
    return [id, new Secret(value)] as const;
  });
  return { secret, ...Object.fromEntries(entries) };
}

/** A key has one part, whatever name the text gives it. */
export const keyParts = ({ parts }: Credential, key: Secret): Parts =>
  Object.fromEntries(['secret', ...parts.map(({ id }) => id)].map((id) => [id, key]));

function write(text: string, parts: Parts, params: Params): Written<string> {
  const fillWith = (open: (secret: Secret) => string) =>
    text.replace(/\{([A-Za-z_][\w.-]*)\}/g, (_, name: string) => {
      if (name.startsWith('param.')) return paramValue(params, name.slice('param.'.length));
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part === undefined) throw broken();
      return open(part);
    });
  return { sent: fillWith((secret) => secret.expose()), shown: fillWith(() => SHOWN) };
}

const checked = (value: Written<string>, what: string): Written<string> => ({
  ...value,
  sent: secretHeader('', new Secret(value.sent), what),
});

/** RFC 7617, in UTF-8. */
function basic(auth: Extract<SimpleAuth, { basic: unknown }>, parts: Parts, params: Params): Written<string> {
  const { user = '', password = '{secret}' } = auth.basic;
  const pair = write(`${user}:${password}`, parts, params);
  return {
    sent: `Basic ${Buffer.from(pair.sent, 'utf8').toString('base64')}`,
    shown: `Basic ${SHOWN}`,
  };
}

const one = (name: string, value: Written<string>): Written<Texts> => ({
  sent: { [name]: value.sent },
  shown: { [name]: value.shown },
});

/**
 * @param what the credential's name in an error
 * @throws AppError invalid-input where it cannot be sent
 */
export function authHeaders(auth: SimpleAuth, parts: Parts, params: Params, what: string): Written<Texts> {
  if ('bearer' in auth) {
    const { scheme = 'Bearer' } = auth.bearer;
    const secret = checked(write('{secret}', parts, params), what);
    const prefix = scheme === '' ? '' : `${scheme} `;
    return one('authorization', { sent: prefix + secret.sent, shown: prefix + secret.shown });
  }
  if ('basic' in auth) return one('authorization', basic(auth, parts, params));
  const all = auth.headers.map(({ name, value = '{secret}' }) =>
    one(name.toLowerCase(), checked(write(value, parts, params), what)),
  );
  return {
    sent: Object.assign({}, ...all.map(({ sent }) => sent)),
    shown: Object.assign({}, ...all.map(({ shown }) => shown)),
  };
}

/** @returns the members of a body, filled */
export function writeMembers(members: Texts, parts: Parts, params: Params): Written<Texts> {
  const all = Object.entries(members).map(([name, text]) => [name, write(text, parts, params)] as const);
  return {
    sent: Object.fromEntries(all.map(([name, { sent }]) => [name, sent])),
    shown: Object.fromEntries(all.map(([name, { shown }]) => [name, shown])),
  };
}

/** RFC 6749 section 2.3.1: both are form-encoded before they are joined. */
export function clientBasic(id: string, secret: string, parts: Parts, params: Params): Written<Texts> {
  const [user, password] = [write(id, parts, params), write(secret, parts, params)];
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  const pair = `${encode(user.sent)}:${encode(password.sent)}`;
  return one('authorization', {
    sent: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`,
    shown: `Basic ${SHOWN}`,
  });
}

/** Whether the value begins like this; tells nothing else of it. */
export const beginsWith = (secret: Secret, prefix: string): boolean => secret.expose().startsWith(prefix);
