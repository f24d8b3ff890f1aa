import { AppError } from '#core/errors.ts';
import type { HostQuestion } from '#core/ports/provider.ts';
import { parseBaseUrl } from '../http/policy.ts';
import type { Host, Manifest } from './manifest/index.ts';
import { waysIn } from './manifest/walk.ts';
import { chosenHosts, fillParams, paramsIn, withDefaults } from './params.ts';
import { asksAnything } from './ways.ts';

type Params = Readonly<Record<string, string>>;

const addressOf = (host: Host, params: Params): string | null =>
  'baseUrl' in host ? parseBaseUrl(fillParams(host.baseUrl, params), 'https-only') : null;

/** Plain http to this machine alone, for what people run themselves and for what Keyrack runs. */
const httpRule = (manifest: Manifest) =>
  manifest.hosts.some(({ kind }) => kind === 'user' || kind === 'built-in')
    ? 'http-to-loopback'
    : 'https-only';

function hostFor(manifest: Manifest, { stage, params }: HostQuestion): Host | undefined {
  const hosts = chosenHosts(manifest);
  const stages = (host: Host) => ('stages' in host ? host.stages : []);
  return (
    hosts.find(({ id }) => id === params.host) ??
    hosts.find((host) => stages(host).includes(stage)) ??
    hosts.find((host) => stages(host).length === 0)
  );
}

/** @returns addresses of the service itself; those that need a param which is not there are left out */
function ownAddresses(manifest: Manifest, params: Params): readonly string[] {
  return chosenHosts(manifest).flatMap((host) => {
    const usable = 'baseUrl' in host && paramsIn(host.baseUrl).every((name) => params[name] !== undefined);
    const address = usable ? addressOf(host, params) : null;
    return address === null ? [] : [address];
  });
}

/**
 * The base URL of a new connection.
 * @returns `url` empty where all is done by hand and the service has no address of its own; `custom` where the user named an address that is not the service's own
 * @throws AppError invalid-input, field `baseUrl` or `params`
 */
export function chooseBaseUrl(
  manifest: Manifest,
  question: HostQuestion,
): { readonly url: string; readonly custom: boolean } {
  const params = withDefaults(manifest, question.params);
  const userHost = manifest.hosts.some(({ kind }) => kind === 'user');
  if (question.wanted !== undefined) {
    const url = parseBaseUrl(question.wanted, httpRule(manifest));
    return { url, custom: !userHost && !ownAddresses(manifest, params).includes(url) };
  }
  const host = hostFor(manifest, question);
  const url = host === undefined ? null : addressOf(host, params);
  if (url !== null) return { url, custom: false };
  if (userHost && !asksAnything(manifest, question.params.api === 'inferred'))
    return { url: '', custom: false };
  throw new AppError('invalid-input', {
    message: `${manifest.name} has no address of its own.`,
    next: 'Enter the base URL of your instance.',
    field: 'baseUrl',
  });
}

const nowhere = ({ name }: Manifest) =>
  new AppError('unsupported', {
    message: `This connection has no address of ${name}: everything is done by hand in its console.`,
    next: 'To let Keyrack ask the service, give the connection its base URL and switch the inferred ways on.',
  });

/** Where the requests of one connection may go. */
export interface Reachable {
  readonly baseUrl: string;
  /** Origins besides the base URL's own. */
  readonly origins: readonly string[];
  /** The address of a host of the manifest; the base URL where the user named an address of their own. */
  address(hostId: string | undefined): string;
}

/**
 * SECURITY: a base URL that is not the service's own is the only place where anything goes: what the user set up as a
 * stand-in gets the credential, and the real service does not hear of it (tests/unit/providers/hosts).
 * @throws AppError invalid-input: a base URL from the ledger is no better than one from a form
 */
export function reachable(manifest: Manifest, wanted: string, given: Params): Reachable {
  if (wanted === '') throw nowhere(manifest);
  const baseUrl = parseBaseUrl(wanted, httpRule(manifest));
  const params = withDefaults(manifest, given);
  const own = ownAddresses(manifest, params);
  const userHost = manifest.hosts.some(({ kind }) => kind === 'user');
  const custom = !userHost && !own.includes(baseUrl);
  return {
    baseUrl,
    origins: custom ? [] : [...new Set(own.map((address) => new URL(address).origin))],
    address: (hostId) => {
      const host = custom ? undefined : manifest.hosts.find(({ id }) => id === hostId);
      return (host === undefined ? null : addressOf(host, params)) ?? baseUrl;
    },
  };
}

/** Hosts that the manifest sends something to besides the base URL: requests, and credentials that buy a token. */
function namedHosts({ ops, credentials }: Manifest): readonly string[] {
  const auths = credentials.flatMap(({ auth }) =>
    'candidates' in auth ? auth.candidates.map((one) => one.auth) : [auth],
  );
  const ofTokens = auths.map((auth) => {
    if ('oauth2' in auth) return auth.oauth2.host;
    return 'login' in auth ? auth.login.host : undefined;
  });
  const all = [...waysIn(ops).map(({ value }) => value.request.host), ...ofTokens];
  return all.filter((id) => id !== undefined);
}

/** @returns every origin that something of a connection is sent to; none for a host that lacks a param */
export function destinations(manifest: Manifest, wanted: string, given: Params): readonly string[] {
  if (wanted === '') return [];
  const params = withDefaults(manifest, given);
  const isWhole = (id: string) =>
    manifest.hosts.every(
      (host) =>
        host.id !== id ||
        !('baseUrl' in host) ||
        paramsIn(host.baseUrl).every((name) => params[name] !== undefined),
    );
  const { address } = reachable(manifest, wanted, given);
  const all = [undefined, ...namedHosts(manifest).filter(isWhole)].map((id) => new URL(address(id)).origin);
  return [...new Set(all)];
}
