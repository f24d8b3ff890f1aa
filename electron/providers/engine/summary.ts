import { OPERATIONS, type Provider } from '#shared/model/provider.ts';
import type { Manifest } from './manifest/index.ts';
import { limitsOf } from './numbers.ts';
import { hasInferred, offersOf } from './offers.ts';
import { apiWayOf, asksAnything } from './ways.ts';

const variableOf = ({ id, variable }: Manifest): string =>
  variable ?? `${id.toUpperCase().replaceAll('-', '_')}_API_KEY`;

/** Whether anything that Keyrack does of itself needs the management credential, as things are before inferred ways. */
function needsCredential(manifest: Manifest): boolean {
  if (manifest.hosts.some(({ kind }) => kind === 'built-in')) return false;
  return OPERATIONS.some(
    (operation) => apiWayOf(manifest, operation, false)?.request.credential === 'management',
  );
}

function partsOf({ credentials }: Manifest): Provider['credentialParts'] {
  const spec = credentials.find(({ id }) => id === 'management') ?? credentials[0];
  return spec?.parts ?? [];
}

/** The header that a key is sent in: of ways side by side the first. null: it is not one header with the key alone. */
function headerOf({ credentials }: Manifest): string | null {
  // Where there is no other, the credential for managing is a key itself.
  const auth = (credentials.find(({ id }) => id === 'key') ?? credentials[0])?.auth;
  if (auth === undefined) return null;
  const [first] = 'candidates' in auth ? auth.candidates : [{ auth }];
  const way = first?.auth ?? {};
  if ('bearer' in way)
    return `Authorization: ${way.bearer.scheme === '' ? '' : `${way.bearer.scheme ?? 'Bearer'} `}{}`;
  if (!('headers' in way)) return null;
  const [header, ...more] = way.headers;
  return header === undefined || header.value !== undefined || more.length > 0 ? null : `${header.name}: {}`;
}

/** What window and command need to know of a provider. */
export function summarise(manifest: Manifest, custom: boolean): Provider {
  const { id, name, about, evidence, links, hosts, params, mcp } = manifest;
  const { scopes, scopesRequired, testMode, modes, expiry, boundToEnvironment, selfManaged, naming, notes } =
    manifest;
  const { console = null, docs = null, support = null } = links;
  return {
    id,
    name,
    about,
    evidence,
    custom,
    links: { console, docs, support },
    hosts: hosts.map((host) => ({
      id: host.id,
      baseUrl: 'baseUrl' in host ? host.baseUrl : null,
      stages: 'stages' in host ? host.stages : [],
    })),
    params: params.map((param) => ({
      name: param.name,
      label: param.label,
      about: param.about,
      required: param.required,
      default: param.default ?? null,
      choices: param.choices ?? null,
    })),
    credentialParts: partsOf(manifest),
    offers: [...offersOf(manifest, false)],
    inferredOffers: hasInferred(manifest) ? [...offersOf(manifest, true)] : null,
    scopes,
    scopesRequired,
    testMode,
    modes,
    expiry,
    boundToEnvironment,
    selfManaged,
    naming,
    notes,
    limits: limitsOf(manifest),
    variable: variableOf(manifest),
    header: headerOf(manifest),
    credential: needsCredential(manifest),
    userHost: hosts.some(({ kind }) => kind === 'user') && asksAnything(manifest, false),
    servers: mcp.map(({ id, about, command, purpose, env, options }) => ({
      id,
      about,
      command,
      purpose: purpose ?? null,
      env,
      options,
    })),
  };
}
