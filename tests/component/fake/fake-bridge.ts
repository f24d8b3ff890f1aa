import type { Bridge, ErrorCode, KeyrackEvent } from '#shared/ipc/client.ts';
import { wishActivity } from './activity.ts';
import { answering } from './answering.ts';
import { arrangeDue } from './due.ts';
import { FakeFailure } from './failure.ts';
import { fourServices } from './four-services.ts';
import { gridWorld } from './grid-world.ts';
import { createHandlers } from './handlers.ts';
import { hostileKeys } from './hostile-keys.ts';
import { arrangeInventory } from './inventory.ts';
import { arrangeEnvironments } from './other-environments.ts';
import { deliverFiles } from './own-files.ts';
import { addN8n } from './remote-plan.ts';
import { arrangeRuns } from './rotation-runs.ts';
import { sampleWorld } from './samples.ts';
import { emptyWorld, fullWorld, keyOf, type World } from './world.ts';

const FAILURES: Partial<Record<ErrorCode, readonly [string, string | null]>> = {
  network: [
    'Playground at http://127.0.0.1:41573 cannot be reached: connection refused.',
    'Start it, or check the address of the connection, then try again.',
  ],
  unauthorized: [
    'Playground answered 401 to the management credential.',
    'Enter the credential again under Connections.',
  ],
  'rate-limited': ['Playground answered 429.', 'Wait 30 seconds, then try again.'],
  'outcome-unknown': [
    'The request reached Playground, but its answer was cut off.',
    'See whether the key was made before you try again.',
  ],
  'storage-locked': ['The keyring is locked.', 'Unlock it, then try again.'],
  'audit-key-closed': [
    'The storage in use until now is closed, and the key of the audit is in it. The vault is locked.',
    'Open that storage, then choose again. If nothing can open it any more, you can go on without the key (in the command: --lose-audit-key): then nobody can verify the audit of this folder again, and Keyrack no longer recognises equal values.',
  ],
  'file-refused': [
    'claude_desktop_config.json does not parse: line 12, unexpected end.',
    'Repair the file, or choose another one.',
  ],
  'same-value-elsewhere': [
    'This value is in use in another environment: it is the key "Mailer" of the production environment "Production".',
    'Enter a value of its own for "Staging": a leak in one would be a leak in both. To keep it all the same, say so (in the command: --same-value).',
  ],
  'home-failed': [
    'The ledger /home/ada/.config/keyrack/ledger.db cannot be read: permission denied.',
    'Make the folder yours again, then try again.',
  ],
};

const EXPIRED = {
  is: 'invalid',
  because: 'expired',
  message: 'Unisoft answered 401: the key expired on 12 October 2026.',
  next: 'Regenerate it, or make a new key and export that.',
};

/** A value that no key here has. */
const NOBODY = { keyIds: [], beginning: { provider: 'playground', testMode: true } };

/** @param wishes what the page's address asks for: stage, keys, scopes, fail, slow, storage, theme */
export function createFakeBridge(wishes: URLSearchParams): Bridge {
  const listeners = new Set<(event: KeyrackEvent) => void>();
  const tell = (event: KeyrackEvent) => {
    for (const listener of listeners) listener(event);
  };
  const world = worldOf(wishes);
  world.files = wishes.get('files') ?? '';
  if (wishes.has('n8n')) addN8n(world);
  arrangeRuns(world, wishes.get('runs'));
  world.runsHeld = wishes.has('held');
  arrangeInventory(world, wishes.get('inventory'));
  arrangeDue(world, wishes.get('due'));
  giveScopes(world, Number(wishes.get('scopes') ?? 0));
  const refusing = wishes.get('verdict') === 'expired' ? { 'keys.verify': async () => EXPIRED } : {};
  const unknown = wishes.get('identify') === 'nobody' ? { 'keys.identify': async () => NOBODY } : {};
  const handlers = { ...createHandlers(world, tell), ...refusing, ...unknown };
  const tellWhatComesMeanwhile = (method: string, input: unknown) => {
    if (method === 'connections.diagnose') void handlers[method](input as { id: string });
  };
  const failing = pairs(wishes.getAll('fail'));
  const slow = pairs(wishes.getAll('slow'));
  return {
    call: answering(async (method, input) => {
      const wait = slow.get(method);
      if (wait === 'forever') {
        tellWhatComesMeanwhile(method, input);
        return new Promise(() => undefined);
      }
      await new Promise((done) => setTimeout(done, Number(wait ?? 5)));
      const code = failing.get(method) as ErrorCode | undefined;
      if (code !== undefined) {
        if (code === 'outcome-unknown')
          leaveOrphan(world, input as { name: string; environmentId: string; connectionId: string });
        const [message, next] = FAILURES[code] ?? [`${method} failed.`, null];
        return { ok: false, error: { code, message, next } };
      }
      const handler = handlers[method as keyof typeof handlers] as
        | ((input: unknown) => Promise<unknown>)
        | undefined;
      if (handler === undefined)
        return { ok: false, error: { code: 'unknown-method', message: method, next: null } };
      try {
        return { ok: true, value: await handler(input) };
      } catch (thrown) {
        if (thrown instanceof FakeFailure) return { ok: false, error: thrown.failure };
        throw thrown;
      }
    }),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const pairs = (wishes: readonly string[]) =>
  new Map(wishes.map((wish) => wish.split(':') as [string, string]));

function leaveOrphan(
  world: World,
  { name, environmentId, connectionId }: { name: string; environmentId: string; connectionId: string },
): void {
  world.keys = [
    ...world.keys,
    keyOf({ name: name.trim(), environmentId, connectionId, status: 'orphan', held: false, hint: '' }),
  ];
}

const STAGES: Readonly<Record<string, (world: World, keys: number) => void>> = {
  'four-services': fourServices,
  grid: gridWorld,
  'no-keys': (world) => Object.assign(world, { keys: [] }),
  'all-copied': (world) =>
    Object.assign(world, { keys: world.keys.map((key) => ({ ...key, acknowledged: true })) }),
};

function worldOf(wishes: URLSearchParams): World {
  const world =
    wishes.get('stage') === 'first-run' ? emptyWorld() : fullWorld(Number(wishes.get('keys') ?? 0));
  if (wishes.has('hostile'))
    world.keys = world.keys.flatMap((key, index) => (index === 0 ? hostileKeys(key) : []));
  const fill = STAGES[wishes.get('stage') ?? ''];
  fill?.(world, Number(wishes.get('keys') ?? 0));
  arrangeEnvironments(world, wishes.get('environments'));
  if (wishes.get('services') === 'none') world.providers = world.providers.filter(({ custom }) => !custom);
  const drift = wishes.get('drift');
  if (drift === 'changed' || drift === 'missing' || drift === 'unreadable')
    world.deliveries = world.deliveries.map((each) => ({ ...each, state: drift }));
  if (wishes.get('stage') === 'nothing-delivered') Object.assign(world, { deliveries: [], changes: [] });
  if (wishes.has('files')) deliverFiles(world);
  if (wishes.get('stage') === 'several') {
    world.keys = world.keys.map((key, index) => ({ ...key, acknowledged: index > 1 && index < 7 }));
  }
  const sample = wishes.get('stage') ?? '';
  if (sample.startsWith('sample')) sampleWorld(world, sample === 'sample-delivered');
  wishActivity(world, wishes.get('activity'));
  if (wishes.get('environment') === 'none') world.preferences = { ...world.preferences, environmentId: null };
  world.preferences = { ...world.preferences, ...looksOf(wishes) };
  const shown = world.environments.find((each) => each.name === wishes.get('environment'));
  if (shown !== undefined) world.preferences = { ...world.preferences, environmentId: shown.id };
  setStorage(world, wishes.get('storage'));
  return world;
}

function setStorage(world: World, wish: string | null): void {
  const reason =
    'No Secret Service answers on this session’s D-Bus. Install and start gnome-keyring, or use a passphrase.';
  if (wish === 'unavailable') {
    world.storage = {
      ...world.storage,
      tier: null,
      state: 'unavailable',
      reason,
      keychain: { state: 'unavailable', reason },
    };
  }
  if (wish === 'locked') {
    world.storage = { ...world.storage, tier: 'passphrase', state: 'locked', reason: null, presence: true };
  }
  if (wish?.startsWith('app-locked')) {
    const presence = wish === 'app-locked-presence';
    world.storage = {
      ...world.storage,
      state: 'locked',
      reason: 'Keyrack is locked.',
      appLocked: true,
      presence,
    };
  }
  if (wish === 'passphrase') world.storage = { ...world.storage, tier: 'passphrase', presence: true };
}

/** As many scopes as a large service has, in groups of twenty. */
function giveScopes(world: World, count: number): void {
  if (count === 0) return;
  const access = ['read', 'write', 'delete', 'manage'] as const;
  const scopes = Array.from({ length: count }, (_, index) => {
    const area = `area-${Math.floor(index / 20)}`;
    const can = access[index % access.length] ?? 'read';
    return {
      id: `${area}:thing-${index}:${can}`,
      category: area,
      access: can,
      text: `Does what ${index} allows.`,
    };
  });
  world.providers = world.providers.map((each) => ({ ...each, scopes }));
}

function looksOf(wishes: URLSearchParams): Partial<World['preferences']> {
  const theme = wishes.get('theme');
  return {
    ...(theme === 'light' || theme === 'dark' || theme === 'contrast' ? { theme } : {}),
    ...(wishes.get('density') === 'compact' ? { density: 'compact' } : {}),
  };
}
