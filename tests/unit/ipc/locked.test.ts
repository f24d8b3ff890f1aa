import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClipboardCopy } from '#core/clipboard-copy.ts';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { type MainWindow, mainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Input } from '#shared/ipc/define.ts';
import { DEFAULT_PREFERENCES } from '#shared/model/preferences.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { silentLog } from '#tests/fakes/outside.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import { mainHandlers } from '../../../electron/ipc/handlers/main-window.ts';
import { refusingWhileLocked } from '../../../electron/ipc/locking.ts';
import { createSessionWorld, type SessionWorld } from '../core/session-world.ts';

let world: SessionWorld;
beforeEach(async () => {
  world = await createSessionWorld();
});
afterEach(() => world.end());

/** A page over the whole domain. @param onAsk what happens while the entry window is open */
function createPage({ services }: SessionWorld, onAsk: () => void = () => undefined) {
  const seen: string[] = [];
  const clipboard = {
    write: async () => void seen.push('clipboard'),
    clearIfHolds: async () => true,
    readText: async () => '',
  };
  const copying = createClipboardCopy({
    clipboard,
    clock: fakeClock(),
    onCleared: () => undefined,
    onFailed: () => undefined,
  });
  const cancelled = () => {
    throw new AppError('cancelled', { message: 'Nobody picks a file here.' });
  };
  const handlers = mainHandlers({
    services,
    windows: {
      reveal: () => void seen.push('reveal'),
      hideAll: () => undefined,
      ask: async (_question, accept) => {
        onAsk();
        await accept(new Secret('a-value-that-was-typed'));
      },
    },
    desktop: {
      open: async () => cancelled(),
      pick: async () => cancelled(),
      save: async () => cancelled(),
      browse: async () => undefined,
    },
    copying,
    preferences: { get: () => DEFAULT_PREFERENCES, set: () => DEFAULT_PREFERENCES },
    about: () => ({ version: '0', electron: '0', platform: 'linux', home: '/' }),
    lock: () => services.storage.lock(),
    applyTheme: () => undefined,
    tell: () => undefined,
  });
  const inner = createDispatch(mainWindow, handlers, silentLog);
  return { seen, inner, call: refusingWhileLocked(inner, services.session) };
}

/** One call of every method, as a page could make it; a new method belongs into one of the two. */
function callsOf(
  { development, connection }: SessionWorld,
  there: {
    readonly keyId: string;
    readonly delivery: string;
    readonly plan: string;
    readonly rotation: string;
  },
) {
  const { keyId, delivery, plan, rotation } = there;
  const id = keyId;
  const newKey = { environmentId: development.id, connectionId: connection.id, name: 'Another' };
  const newConnection = { environmentId: development.id, provider: 'fake', name: 'Another' };
  const local = { environmentId: development.id, name: 'Local', variable: 'LOCAL' };
  const exportRequest = {
    target: 'claude-desktop',
    keyId,
    environmentId: development.id,
    launch: { command: ['npx', 'x'] },
  };
  const onConnection = { id: connection.id };
  const goesOn = {
    'app.about': undefined,
    'preferences.get': undefined,
    'preferences.set': { theme: 'dark' },
    'storage.status': undefined,
    'storage.lock': undefined,
    'environments.list': undefined,
    'samples.list': undefined,
    'providers.list': undefined,
    'providers.check': { text: '{}' },
    'providers.manifest': { id: 'fake' },
    'providers.open': { id: 'fake', link: 'console' },
    'connections.list': undefined,
    'work.cancel': { id },
    'keys.list': { after: 0 },
    'keys.newest': undefined,
    'keys.snippets': { id },
    'targets.list': undefined,
    'targets.plan': exportRequest,
    'targets.deliveries': undefined,
    'targets.changes': undefined,
    'inventory.list': undefined,
    'rotations.list': undefined,
    'rotations.journal': { id: rotation },
    'activity.list': {},
    'policies.list': undefined,
    'due.list': undefined,
    'due.review': undefined,
    'importing.forget': undefined,
  } satisfies Partial<{ [K in keyof MainWindow]: Input<MainWindow[K]> }>;
  const refused = {
    'storage.choose': { tier: 'keychain' },
    'storage.setPresence': undefined,
    'environments.create': { name: 'Another', stage: 'custom' },
    'environments.createFromTemplate': undefined,
    'environments.edit': { id: development.id, name: 'Renamed' },
    'environments.move': { id: development.id, position: 1 },
    'environments.duplicate': { id: development.id, name: 'Copy' },
    'environments.archive': { id: development.id },
    'environments.unarchive': { id: development.id },
    'environments.remove': { id: development.id },
    'samples.fill': undefined,
    'samples.clear': undefined,
    'providers.add': { text: '{}' },
    'providers.remove': { id: 'fake' },
    'providers.importFile': undefined,
    'providers.exportFile': { id: 'fake' },
    'connections.add': { connection: newConnection, askProxyPassword: false },
    'connections.edit': { changes: onConnection, askCredential: true, askProxyPassword: false },
    'connections.test': onConnection,
    'connections.diagnose': onConnection,
    'connections.sync': onConnection,
    'connections.tryOut': { ...onConnection, operation: 'list', send: true },
    'connections.remove': onConnection,
    'connections.chooseCa': undefined,
    'webhooks.choosePayload': undefined,
    'webhooks.verify': { payload: { text: '{}' }, signature: 'sha256=00' },
    'keys.create': newKey,
    'keys.prepareByHand': newKey,
    'keys.createByHand': newKey,
    'keys.add': local,
    'keys.enter': { id },
    'keys.copyValue': { id, environmentId: development.id },
    'keys.identify': undefined,
    'keys.edit': { id, name: 'Renamed' },
    'keys.act': { id, act: 'delete' },
    'keys.regenerate': { id, byHand: false },
    'keys.consequences': { id, act: 'delete' },
    'keys.exportList': { ids: [id], format: 'csv' },
    'keys.verify': { id },
    'keys.usage': { id, since: '2026-11-19T12:00:00.000Z' },
    'keys.showOnce': { id },
    'keys.copy': { id },
    'keys.acknowledge': { id },
    'keys.recreate': { id },
    'alerts.list': { keyId },
    'alerts.add': { keyId, condition: 'requests > 5 per hour' },
    'alerts.remove': { keyId, id: 'none' },
    'targets.document': { ...exportRequest, target: 'mcp' },
    'targets.checkPackage': { command: ['npx', '-y', 'some-server'] },
    'targets.export': { plan },
    'targets.unexport': { id: delivery },
    'targets.planRestore': { id: delivery },
    'targets.restore': { plan },
    'targets.keep': { id: delivery },
    'targets.test': { id: delivery },
    'targets.deleteFile': { id: delivery },
    'targets.undo': { id: delivery },
    'rotations.plan': { keyId },
    'rotations.saveRunbook': { keyId },
    'rotations.start': { request: { keyId } },
    'rotations.act': { id: rotation, act: 'enter' },
    'rotations.tick': { id: rotation, delivery },
    'rotations.copy': { id: rotation, delivery },
    'rotations.panic': { keyId: null },
    'rotations.saveNote': { id: rotation },
    'adopting.find': { target: 'claude-desktop' },
    'adopting.plan': { target: 'claude-desktop', environmentId: development.id, entry: 'x' },
    'adopting.adopt': { plan },
    'importing.choose': { environmentId: development.id },
    'importing.plan': { environmentId: development.id },
    'importing.take': { plan },
    'importing.deleteFile': { plan },
    'policies.set': { subject: 'key', id, afterDays: 90 },
    'due.snooze': { keyId, days: 7 },
    'due.saveCalendar': undefined,
    'due.reviewed': undefined,
    'activity.verify': undefined,
    'activity.export': { filter: {}, format: 'csv' },
  } satisfies Partial<{ [K in keyof MainWindow]: Input<MainWindow[K]> }>;
  return { goesOn, refused };
}

async function lockedPage() {
  const { id } = await world.newKey('CI');
  const { delivering, rotating } = world.services;
  const rotation = (await rotating.start({ keyId: (await world.newKey('Rotated')).id })).id;
  const request = {
    target: 'claude-desktop',
    keyId: id,
    environmentId: world.development.id,
    launch: { command: ['npx', 'x'] },
  };
  const done = await delivering.export((await delivering.plan(request)).plan);
  const { plan } = await delivering.plan({ ...request, server: 'other', mechanism: 'inline' });
  const calls = callsOf(world, { keyId: id, delivery: done.delivery, plan, rotation });
  world.services.session.lock();
  world.touched.length = 0;
  world.service.calls.length = 0;
  return { id, calls, ...createPage(world) };
}

describe('while Keyrack is locked', () => {
  test('every method of the contract is known to go on or to be refused', async () => {
    const { calls } = await lockedPage();
    const known = [...Object.keys(calls.goesOn), ...Object.keys(calls.refused), 'storage.unlock'];
    expect(known.sort()).toEqual(Object.keys(mainWindow).sort());
  });

  test('what goes on opens no secret and asks no service', async () => {
    const { calls, call } = await lockedPage();
    for (const [method, input] of Object.entries(calls.goesOn)) {
      expect([method, await call(method, input)]).toMatchObject([method, { ok: true }]);
    }
    expect([world.touched, world.service.calls]).toEqual([[], []]);
  });

  test('everything else is refused at the door', async () => {
    const { calls, call, seen } = await lockedPage();
    for (const [method, input] of Object.entries(calls.refused)) {
      expect([method, await call(method, input)]).toMatchObject([
        method,
        { ok: false, error: { code: 'storage-locked', next: 'Unlock it, then try again.' } },
      ]);
    }
    expect([world.touched, world.service.calls, seen]).toEqual([[], [], []]);
  });

  test('behind the door nothing opens a secret either', async () => {
    const { calls, inner, seen } = await lockedPage();
    for (const [method, input] of Object.entries(calls.refused)) await inner(method, input);
    expect([world.touched, seen]).toEqual([[], []]);
    expect(world.service.calls.filter((each) => each !== 'verify')).toEqual([]);
  });
});

test('a copy that waits for the passphrase is not made once Keyrack is locked', async () => {
  const { id } = await world.newKey('CI');
  world.services.keys.acknowledge(id);
  const typed = new Secret('a-value-that-was-typed');
  await world.services.storage.setPresence(typed);
  const { call, seen } = createPage(world, () => world.services.session.lock());
  expect(await call('keys.copy', { id })).toMatchObject({ error: { code: 'storage-locked' } });
  expect(seen).toEqual([]);
});

test('a value that is read while Keyrack is being locked is not shown', async () => {
  const { id } = await world.newKey('CI');
  const { call, seen } = createPage(world);
  const shown = call('keys.showOnce', { id });
  world.services.session.lock();
  expect(await shown).toMatchObject({ error: { code: 'storage-locked' } });
  expect(seen).toEqual([]);
});
