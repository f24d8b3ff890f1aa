import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import type { KeyPreset } from '../../../state/dialog.ts';
import { listOf, type Remote } from '../../../state/remote.ts';
import { type NewKeyForm, serviceDefaults } from './new-key-form.ts';

/** What a new key begins with: nothing, or another key that it is to stand beside. */
export interface Start {
  /** A key for one more tool: the same in everything but its name. */
  readonly like: Key | null;
  readonly tool: string;
  /** What a guide asks of it. */
  readonly preset?: KeyPreset | null;
}

interface Known {
  readonly connections: Remote<readonly Connection[]>;
  readonly providers: Remote<readonly Provider[]>;
}

const partsOf = (name: string): readonly string[] => name.split(/\s+[-–—:|/]\s+/u);

/** What stands behind the tool in a name such as `Claude Desktop - Contacts`. */
const purposeOf = (name: string): string => partsOf(name).slice(1).join(' - ');

/** A service is sent no scope that it does not have. */
const knownOf = (provider: Provider | null, scopes: readonly string[]): string[] =>
  scopes.filter((scope) => provider?.scopes.some(({ id }) => id === scope));

/** @param environmentId that which is shown, or the first */
export function startWith(
  { connections, providers }: Known,
  environmentId: string,
  { like, tool, preset = null }: Start,
): NewKeyForm {
  const named = like === null ? preset?.connectionId : like.connectionId;
  const connection = listOf(connections).find(({ id, environmentId: its }) =>
    named === undefined ? its === environmentId : id === named,
  );
  const wanted =
    like?.environmentId ?? (preset === null ? environmentId : connection?.environmentId) ?? environmentId;
  const provider = listOf(providers).find(({ id }) => id === connection?.provider) ?? null;
  const form: NewKeyForm = {
    environmentId: wanted,
    connectionId: connection?.id ?? '',
    tool,
    purpose: preset?.purpose ?? '',
    name: '',
    description: '',
    tags: '',
    ...serviceDefaults(provider),
    ...(preset?.scopes ? { scopes: knownOf(provider, preset.scopes) } : {}),
  };
  if (like === null) return form;
  return {
    ...form,
    purpose: purposeOf(like.name),
    description: like.description,
    scopes: [...like.scopes],
    testMode: like.testMode,
    tags: like.tags.join(', '),
    allowedIps: like.allowedIps.join('\n'),
    ...(like.variable === null ? {} : { variable: like.variable }),
  };
}

/**
 * What a key begins with that is promoted: the same at a connection of another environment, with the scopes that there
 * are there, from every address, and never in test mode in production.
 * @param at the connection
 * @returns null where the key or the connection is not there any more
 */
export function startAt(
  known: Known & { readonly environments: Remote<readonly Environment[]> },
  like: Key | null,
  at: string | null,
): NewKeyForm | null {
  const connection = listOf(known.connections).find(({ id }) => id === at);
  const environment = listOf(known.environments).find(({ id }) => id === connection?.environmentId);
  if (like === null || connection === undefined || environment === undefined) return null;
  const there = { ...like, environmentId: environment.id, connectionId: connection.id };
  const form = startWith(known, environment.id, { like: there, tool: partsOf(like.name)[0] ?? '' });
  const provider = listOf(known.providers).find(({ id }) => id === connection.provider);
  const scopes = new Set(provider?.scopes.map(({ id }) => id));
  return {
    ...form,
    scopes: form.scopes.filter((scope) => scopes.has(scope)),
    testMode: form.testMode && environment.stage !== 'production',
    allowedIps: '',
  };
}
