import type { Provider } from '#shared/model/provider.ts';
import type { Audit } from './auditing/audit.ts';
import { enteredAddress } from './connecting/address.ts';
import { AppError } from './errors.ts';
import type { Plugins } from './plugins.ts';
import type { Clock } from './ports/clock.ts';
import type { ConnectionRow, Ledger } from './ports/ledger.ts';
import type { ManifestReader, ProviderPlugin } from './ports/provider.ts';
import type { ProviderService } from './services.ts';

interface Deps {
  readonly plugins: Plugins;
  readonly manifests: ManifestReader;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly audit: Audit;
}

const isOurs = ({ ours }: Plugins, id: string) => ours.some(({ summary }) => summary.id === id);

function usersOf(ledger: Ledger, id: string): readonly ConnectionRow[] {
  return ledger.connections.list().filter(({ provider }) => provider === id);
}

const named = (rows: readonly ConnectionRow[]) => rows.map(({ name }) => `"${name}"`).join(', ');

/** @returns whether the provider itself would still lead a connection of this row to its address */
function leadsTo(plugin: ProviderPlugin, row: ConnectionRow, ledger: Ledger): boolean {
  const stage = ledger.environments.get(row.environmentId)?.stage ?? 'custom';
  const wanted = enteredAddress(plugin.summary, row);
  try {
    const { hosts } = plugin.summary;
    const own = plugin.baseUrl({ wanted, stage, params: row.params }).url;
    return own === row.baseUrl || hosts.some(({ baseUrl }) => baseUrl === row.baseUrl);
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** @returns whether it sends nothing of the connection where the manifest before it sent nothing */
function staysWithin(plugin: ProviderPlugin, before: ProviderPlugin | null, row: ConnectionRow): boolean {
  try {
    const known = before?.destinations(row) ?? (row.baseUrl === '' ? [] : [new URL(row.baseUrl).origin]);
    return plugin.destinations(row).every((origin) => known.includes(origin));
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** @returns null where this version cannot read it */
function readable({ plugins }: Deps, id: string): ProviderPlugin | null {
  try {
    return plugins.get(id);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * SECURITY: a credential that was entered for one address never goes to another because a manifest was replaced, and
 * what a connection has set must still mean something.
 */
function assertFits(deps: Deps, plugin: ProviderPlugin, rows: readonly ConnectionRow[]): void {
  const before = readable(deps, plugin.summary.id);
  const lost = rows.filter((row) => !leadsTo(plugin, row, deps.ledger) || !staysWithin(plugin, before, row));
  if (lost.length > 0) {
    throw new AppError('invalid-input', {
      message: `This manifest would lead ${named(lost)} to another address than before.`,
      next: 'Keep the hosts, give the manifest another id, or remove these connections first.',
      field: 'hosts',
    });
  }
  for (const { params, paths } of rows) {
    plugin.checkParams(params);
    plugin.checkPaths(paths);
  }
}

function add(deps: Deps, text: string): Provider {
  const { plugins, manifests, ledger, clock, audit } = deps;
  const plugin = manifests.read(text);
  const { id, name } = plugin.summary;
  if (isOurs(plugins, id)) {
    throw new AppError('name-taken', {
      message: `"${id}" is the id of a provider that Keyrack brings along.`,
      next: 'Give the manifest another id.',
      field: 'id',
    });
  }
  ledger.transaction(() => {
    const known = ledger.providers.get(id);
    assertFits(deps, plugin, usersOf(ledger, id));
    const addedAt = known?.addedAt ?? clock.now().toISOString();
    ledger.providers.put({ id, manifest: plugin.manifest, addedAt });
    audit(known === null ? 'provider added' : 'provider replaced', id, name);
  });
  return plugins.get(id).summary;
}

function remove({ plugins, ledger, audit }: Deps, id: string): void {
  if (isOurs(plugins, id)) {
    throw new AppError('forbidden-by-rule', {
      message: `"${id}" comes with Keyrack and stays.`,
      next: 'A provider that is not used costs nothing.',
    });
  }
  ledger.transaction(() => {
    // Also one that can no longer be read can be removed.
    if (ledger.providers.get(id) === null) plugins.get(id);
    const users = usersOf(ledger, id);
    if (users.length > 0) {
      throw new AppError('forbidden-by-rule', {
        message: `The provider "${id}" is used by ${named(users)}.`,
        next: 'Remove these connections first.',
      });
    }
    ledger.providers.remove(id);
    audit('provider removed', id, id);
  });
}

/** The kinds of services, ours and the user's. */
export function createCatalogue(deps: Deps): ProviderService {
  const { plugins, manifests, ledger } = deps;
  return {
    list: () => plugins.list().map(({ summary }) => summary),
    find: (id) => plugins.get(id).summary,
    check: (text) => manifests.check(text),
    add: (text) => add(deps, text),
    remove: (id) => remove(deps, id),
    manifest: (id) => ledger.providers.get(id)?.manifest ?? plugins.get(id).manifest,
  };
}
