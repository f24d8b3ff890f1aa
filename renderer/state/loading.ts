import type { KeyrackEvent } from '#shared/ipc/client.ts';
import type { DiagnosisStep } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { alertsText } from '../text/use.ts';
import { toast } from './actions.ts';
import { onTestStep } from './delivery-test-actions.ts';
import { known, type Remote } from './remote.ts';
import { affected, loaders, type Resource, type ResourceName } from './resources.ts';
import { keyOf } from './selectors.ts';
import { showKey } from './showing.ts';
import { getState, setState } from './store.ts';

const running = new Map<ResourceName, Promise<void>>();
const stale = new Set<ResourceName>();

/**
 * Reads a resource again. Calls while a read is under way lead to one more read after it,
 * so that what is shown is never older than the last call.
 */
export function reload(name: ResourceName): Promise<void> {
  const under = running.get(name);
  if (under !== undefined) {
    stale.add(name);
    return under;
  }
  const reading = readUntilFresh(name).finally(() => running.delete(name));
  running.set(name, reading);
  return reading;
}

async function readUntilFresh(name: ResourceName): Promise<void> {
  do {
    stale.delete(name);
    put(name, await read(name));
  } while (stale.has(name));
}

async function read<K extends ResourceName>(name: K): Promise<Remote<Resource<K>>> {
  try {
    // Each loader answers with its own resource; a union of functions cannot say so.
    return { state: 'ready', value: (await loaders[name]()) as Resource<K> };
  } catch (thrown) {
    const last = known(getState().data[name] as Remote<Resource<K>>);
    return { state: 'failed', error: asApiError(thrown), last };
  }
}

function put<K extends ResourceName>(name: K, remote: Remote<Resource<K>>): void {
  setState((state) => ({ data: { ...state.data, [name]: remote } }));
}

/** Reads the first page of the rack, with all that its rows show: enough for the first paint. */
export async function loadFirstPage(): Promise<void> {
  const names = ['environments', 'connections', 'providers'] as const;
  const lists = Promise.all(names.map(async (name) => [name, await read(name)] as const));
  const [newestKeys, found] = await Promise.all([readNewest(), lists, readPreferences()]);
  setState(({ data }) => {
    // What was read again meanwhile is newer.
    const first = found.filter(([name]) => data[name].state === 'loading');
    return { newestKeys, data: { ...data, ...Object.fromEntries(first) } };
  });
}

/** Reads all keys, once the first page is painted, and then the rest. */
export async function loadAll(): Promise<void> {
  await Promise.all((['keys', 'storage'] as const).map(reload));
  await Promise.all(
    (['rotations', 'due', 'samples', 'about', 'targets', 'deliveries', 'changes'] as const).map(reload),
  );
}

async function readNewest(): Promise<readonly Key[]> {
  try {
    return await api['keys.newest']();
  } catch {
    // Who reads all of them says what is wrong.
    return [];
  }
}

async function readPreferences(): Promise<void> {
  try {
    setState({ preferences: await api['preferences.get'](), preferencesRead: true });
  } catch {
    // The defaults serve: a window that does not open because of its theme helps nobody.
    setState({ preferencesRead: true });
  }
}

/** What an event of main means for the page. */
export function onEvent(event: KeyrackEvent): void {
  if (event.kind === 'clipboard-cleared') setState({ clipboardUntil: null });
  if (event.kind === 'sync-progress') countRead(event.connectionId, event.read);
  if (event.kind === 'import-progress')
    setState({ importProgress: { plan: event.plan, done: event.done, of: event.of } });
  if (event.kind === 'diagnosis-step') addStep(event.connectionId, event.found);
  if (event.kind === 'delivery-test-step') onTestStep(event.deliveryId, event.step);
  if (event.kind === 'alert-fired') tellAlert(event.keyId, event.message);
  if (event.kind !== 'changed') return;
  if (event.what === 'alerts') setState((state) => ({ alertsChanged: state.alertsChanged + 1 }));
  if (event.what === 'activity') setState((state) => ({ activityChanged: state.activityChanged + 1 }));
  if (event.what === 'preferences') void readPreferences();
  for (const name of affected[event.what]) void reload(name);
}

/** A count that comes after the end of its sync is dropped. */
function countRead(id: string, read: number): void {
  setState(({ syncs }) =>
    syncs[id]?.state === 'running' ? { syncs: { ...syncs, [id]: { state: 'running', read } } } : {},
  );
}

/** A step that comes after the end of its diagnosis is dropped. */
function addStep(id: string, found: DiagnosisStep): void {
  setState(({ diagnosing }) => {
    const steps = diagnosing[id];
    return steps === undefined ? {} : { diagnosing: { ...diagnosing, [id]: [...steps, found] } };
  });
}

function tellAlert(keyId: string | null, message: string): void {
  const key = keyId === null ? null : keyOf(getState(), keyId);
  toast(message, key === null ? null : { label: alertsText.show, run: () => showKey(key) });
}
