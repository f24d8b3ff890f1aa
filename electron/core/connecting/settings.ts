import type { ConnectionChanges, NewConnection, ProxySetting } from '#shared/model/connection.ts';
import type { Provider } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import type { ProviderPlugin } from '../ports/provider.ts';
import { readCertificates } from './certificates.ts';

type Settings = Pick<ConnectionRow, 'params' | 'inferred' | 'paths' | 'proxy' | 'ca'>;
type Given = Pick<NewConnection & ConnectionChanges, 'params' | 'paths' | 'proxy' | 'ca'>;

export const NO_SETTINGS: Settings = { params: {}, inferred: false, paths: {}, proxy: null, ca: null };

const refuse = (field: string, message: string, next: string) =>
  new AppError('invalid-input', { message, next, field });

/** Among the parameters stand two that Keyrack itself understands. */
interface OwnParams {
  /** undefined: not named */
  readonly api: string | undefined;
  readonly host: string | undefined;
  readonly rest: Readonly<Record<string, string>>;
}

export function splitParams(params: Readonly<Record<string, string>> = {}): OwnParams {
  const { api, host, ...rest } = params;
  return { api, host, rest };
}

/** What is given lies over what there is; an empty value takes one away. */
function laidOver(
  old: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  const all = Object.entries({ ...old, ...given });
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

function withDefaults({ params }: Provider, given: Readonly<Record<string, string>>): Record<string, string> {
  const defaults = params.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]]));
  return { ...Object.fromEntries(defaults), ...given };
}

/** @returns whether ways that the service has not published are used. @throws AppError invalid-input, field `params` */
export function inferredOf(
  { name, inferredOffers }: Provider,
  api: string | undefined,
  now: boolean,
): boolean {
  if (api === undefined) return now;
  if (api === 'guided' || api === '') return false;
  if (api !== 'inferred') {
    throw refuse('params', `"api=${api}" is not known.`, 'Write api=inferred or api=guided.');
  }
  if (inferredOffers !== null) return true;
  throw refuse('params', `There are no inferred ways for ${name}.`, 'Leave out api=inferred.');
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
 * What is given, over what there was, checked against the provider.
 * @throws AppError invalid-input, field `params`, `paths`, `proxy` or `ca`
 */
export function settle(plugin: ProviderPlugin, old: Settings, given: Given): Settings {
  const { api, rest } = splitParams(given.params);
  const params = withDefaults(plugin.summary, laidOver(old.params, rest));
  const paths = laidOver(old.paths, given.paths);
  if (given.params !== undefined || old === NO_SETTINGS) plugin.checkParams(params);
  if (given.paths !== undefined) plugin.checkPaths(paths);
  return {
    params,
    inferred: inferredOf(plugin.summary, api, old.inferred),
    paths,
    proxy: given.proxy === undefined ? old.proxy : checkProxy(given.proxy),
    ca: caOf(given.ca, old.ca),
  };
}
