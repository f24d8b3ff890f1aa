import type { ConnectionChanges, NewConnection, ProxySetting } from '#shared/model/connection.ts';
import type { Provider } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import type { ProviderPlugin } from '../ports/provider.ts';
import { readCertificates } from './certificates.ts';

type Settings = Pick<ConnectionRow, 'params' | 'inferred' | 'paths' | 'proxy' | 'ca'>;
type Given = Pick<NewConnection & ConnectionChanges, 'params' | 'paths' | 'proxy' | 'ca'>;

const NO_SETTINGS: Settings = { params: {}, inferred: false, paths: {}, proxy: null, ca: null };

const refuse = (field: string, message: string, next: string) =>
  new AppError('invalid-input', { message, next, field });

const filled = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

function withDefaults({ params }: Provider, given: Readonly<Record<string, string>>): Record<string, string> {
  const defaults = params.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]]));
  return { ...Object.fromEntries(defaults), ...given };
}

/**
 * Among the params stands one that Keyrack itself understands: `api=inferred`; `api=guided` says the same as none.
 * @returns whether ways that the service has not published are used. @throws AppError invalid-input, field `params`
 */
export function inferredIn({ name, inferredOffers }: Provider, { api }: Settings['params'] = {}): boolean {
  if (api === undefined || api === '' || api === 'guided') return false;
  if (api !== 'inferred') {
    throw refuse('params', `"api=${api}" is not known.`, 'Write api=inferred or api=guided.');
  }
  if (inferredOffers !== null) return true;
  throw refuse('params', `There are no inferred ways for ${name}.`, 'Leave out api=inferred.');
}

function paramsOf(plugin: ProviderPlugin, given: Settings['params']): Settings['params'] {
  const { api: _, ...rest } = filled(given);
  const api = inferredIn(plugin.summary, given) ? { api: 'inferred' } : {};
  const params = { ...withDefaults(plugin.summary, rest), ...api };
  plugin.checkParams(params);
  return params;
}

function pathsOf(plugin: ProviderPlugin, given: Settings['paths']): Settings['paths'] {
  const paths = filled(given);
  plugin.checkPaths(paths);
  return paths;
}

/** @throws AppError invalid-input, field `proxy` */
function checkProxy(proxy: ProxySetting | null): ProxySetting | null {
  if (proxy === null) return null;
  const next = 'Write it like http://proxy.example:8080';
  const url = URL.parse(proxy.url);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw refuse('proxy', 'The proxy is no http or https address.', next);
  }
  // SECURITY: the words do not repeat the address, which may hold a password.
  if (url.username !== '' || url.password !== '') {
    const how = 'Enter the user beside the address, and the password as a secret.';
    throw refuse('proxy', 'The address of the proxy holds a user or a password.', how);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse('proxy', 'The address of the proxy holds more than a host and a port.', next);
  }
  const user = proxy.user === '' ? null : proxy.user;
  return { url: url.origin, user, bypass: proxy.bypass.trim() };
}

function caOf(given: string | null | undefined, old: string | null): string | null {
  if (given === undefined) return old;
  return given === null ? null : readCertificates(given);
}

/**
 * What is given, each setting whole, in place of what there was; checked against the provider.
 * @param old null: a new connection, whose params are checked though none is given
 * @throws AppError invalid-input, field `params`, `paths`, `proxy` or `ca`
 */
export function settle(plugin: ProviderPlugin, old: Settings | null, given: Given): Settings {
  const before = old ?? NO_SETTINGS;
  const params =
    given.params === undefined && old !== null ? old.params : paramsOf(plugin, given.params ?? {});
  return {
    params,
    inferred: params.api === 'inferred',
    paths: given.paths === undefined ? before.paths : pathsOf(plugin, given.paths),
    proxy: given.proxy === undefined ? before.proxy : checkProxy(given.proxy),
    ca: caOf(given.ca, before.ca),
  };
}
