import type { KeyrackEvent, MainOutput } from '#shared/ipc/client.ts';
import type { Key } from '#shared/model/key.ts';
import { api } from '../api/api.ts';
import type { Remote } from './remote.ts';

async function allKeys(): Promise<readonly Key[]> {
  const all: Key[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const part: MainOutput<'keys.list'> = await api['keys.list']({ after });
    all.push(...part.keys);
    after = part.next;
  }
  return all;
}

/** Everything that the page reads from main, and the call that reads it. */
export const loaders = {
  about: () => api['app.about'](),
  samples: () => api['samples.list'](),
  storage: () => api['storage.status'](),
  environments: () => api['environments.list'](),
  providers: () => api['providers.list'](),
  connections: () => api['connections.list'](),
  keys: allKeys,
  targets: () => api['targets.list'](),
  deliveries: () => api['targets.deliveries'](),
  changes: () => api['targets.changes'](),
  rotations: () => api['rotations.list'](),
  /** Looks through files of programs: read by its section, while that is shown. */
  inventory: () => api['inventory.list'](),
  due: () => api['due.list'](),
  /** Read where they are looked at. */
  policies: () => api['policies.list'](),
  review: () => api['due.review'](),
};

export type ResourceName = keyof typeof loaders;
export type Resource<K extends ResourceName> = Awaited<ReturnType<(typeof loaders)[K]>>;
export type Resources = { readonly [K in ResourceName]: Remote<Resource<K>> };

type Changed = Extract<KeyrackEvent, { kind: 'changed' }>['what'];

/** What has to be read again when main says that something changed. */
export const affected: Record<Changed, readonly ResourceName[]> = {
  storage: ['storage'],
  // The mark of the sample data stands with its environments.
  environments: ['environments', 'samples', 'due'],
  providers: ['providers'],
  connections: ['connections', 'due'],
  keys: ['keys', 'due'],
  // Read by the key's detail, when it is open.
  alerts: [],
  // Main tells of keys and environments by themselves. The review is read while it is looked at.
  policies: ['due', 'policies'],
  // A key carries its deliveries.
  targets: ['targets', 'deliveries', 'changes', 'keys', 'due'],
  // A due key tells of the run that replaces it.
  rotations: ['rotations', 'due'],
  // Read by its view, page by page, when it is open.
  activity: [],
  preferences: [],
};

export const NOTHING_LOADED: Resources = {
  about: { state: 'loading' },
  samples: { state: 'loading' },
  storage: { state: 'loading' },
  environments: { state: 'loading' },
  providers: { state: 'loading' },
  connections: { state: 'loading' },
  keys: { state: 'loading' },
  targets: { state: 'loading' },
  deliveries: { state: 'loading' },
  changes: { state: 'loading' },
  rotations: { state: 'loading' },
  inventory: { state: 'loading' },
  due: { state: 'loading' },
  policies: { state: 'loading' },
  review: { state: 'loading' },
};
