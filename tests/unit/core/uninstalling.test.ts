import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientLaunch } from '#core/ports/client-launch.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createUninstalling } from '#core/uninstalling/index.ts';
import type { Parted } from '#core/uninstalling/service.ts';
import { createVault } from '#core/vault.ts';
import type { Launch, Mechanism } from '#shared/model/delivery.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const storage = fakeStorage();
beforeEach(() => {
  storage.state = 'ready';
  storage.items.clear();
  storage.items.set(keyAccount(world.development.id, world.key.id), new Secret(VALUE));
});

const uninstalling = () =>
  createUninstalling({
    ...world.deps,
    vault: createVault(storage),
    delivering: world.delivering,
    deliveries: world.delivering.deliveries,
  });
const part = (plaintext: boolean, confirm: readonly string[] = []): Promise<readonly Parted[]> =>
  uninstalling().part({ plaintext, confirm }, { onStep: () => undefined });

const COMMAND: Launch = { command: ['npx', '-y', 'a b', '--flag'] };
const URL: Launch = { url: 'https://mcp.example.com/mcp', header: 'X-Api-Key: {}' };

/** Every client, way and mechanism by which an entry asks for the key. */
const ASKING = exporters
  .filter(({ takes, own }) => takes === 'server' && own === undefined)
  .flatMap(({ id, choices }) =>
    [COMMAND, URL].flatMap((launch) => {
      const all = choices('command' in launch ? launch : { url: launch.url });
      const possible = (mechanism: Mechanism) =>
        all.some((each) => each.mechanism === mechanism && each.possible);
      if (!possible('inline')) return [];
      return (['launcher', 'helper', 'reference'] as const)
        .filter(possible)
        .map((mechanism) => [id, mechanism, 'url' in launch ? 'a URL' : 'a command', launch] as const);
    }),
  );

function readerOf(target: string, file: string, server: string): ClientLaunch | undefined {
  const exporter = exporters.find(({ id }) => id === target);
  const value = exporter?.editor.read(readFileSync(file, 'utf8'), exporter.path(server));
  // No variable is set: whoever still refers to one gets nothing.
  return value === undefined ? undefined : exporter?.readEntry?.(value, { file, lookup: () => null })?.launch;
}

describe('with plaintext', () => {
  test.each(ASKING)(
    '%s by %s for %s gets the value itself, and all else stays',
    async (target, mechanism, _way, launch) => {
      const file = join(world.home, 'clients', 'config');
      const isStarted = 'command' in launch;
      const set = isStarted ? { set: { REGION: 'eu 1' } } : {};
      await world.deliver({ target, mechanism, launch, server: 'notes', file, ...set });
      const [parted] = await part(true);
      expect(parted).toMatchObject({ parting: 'value', done: true });
      const read = readerOf(target, file, 'notes');
      if (isStarted) {
        expect(read).toMatchObject({ kind: 'started', command: launch.command });
        expect(read?.kind === 'started' && read.env).toMatchObject({ UNIZO_API_KEY: VALUE, REGION: 'eu 1' });
      } else {
        expect(read).toMatchObject({
          kind: 'reached',
          url: launch.url,
          headers: { 'X-Api-Key': VALUE },
          helper: null,
        });
      }
      expect(readFileSync(file, 'utf8')).not.toContain('keyrack.mjs');
      expect(world.mode(file)).toBe('600');
      expect((await uninstalling().plan({ plaintext: true })).deliveries).toMatchObject([
        { parting: 'stays' },
      ]);
    },
  );

  test('ends what was to stand for an hour, which Keyrack would have ended', async () => {
    world.end();
    const options = [{ id: 'debug', label: '', about: '', env: { LOG: 'debug' }, temporary: true }];
    const servers = [mcpServer({ command: ['npx', 'x'], env: { LOG: 'warn' }, options })];
    const provider = fakeProvider({ id: 'unizo', name: 'Unizo', variable: 'UNIZO_API_KEY', servers });
    world = createDeliveringWorld({ provider: () => provider });
    world.write(THEIRS);
    await world.deliver({ launch: { command: ['npx', 'x'] }, options: ['debug'] });
    expect(world.text()).toContain('"LOG": "debug"');
    expect(await part(true)).toMatchObject([{ parting: 'value', done: true }]);
    expect(world.text()).toContain('"LOG": "warn"');
    expect(world.text()).toContain(VALUE);
  });

  test('leaves no value in a file of a key that ended, and takes the entry out', async () => {
    world.write(THEIRS);
    await world.deliver();
    world.ledger.keys.put({ ...world.key, status: 'revoked' });
    expect(await part(true)).toMatchObject([{ parting: 'take-out', done: true }]);
    expect(world.text()).toBe(THEIRS);
  });

  test('leaves an entry that somebody changed, says so, and opens no value for it', async () => {
    world.write(THEIRS);
    await world.deliver();
    world.foreignEdit('"args"', '"x": 1, "args"');
    const before = world.text();
    const parted = await part(true);
    expect(parted).toMatchObject([{ done: false, message: expect.stringContaining('was changed') }]);
    expect([world.text(), world.read]).toEqual([before, []]);
  });
});

describe('without', () => {
  test('every byte of every file comes back', async () => {
    world.write(THEIRS);
    await world.deliver({ server: 'one' });
    await world.deliver({ server: 'two', mechanism: 'inline' });
    const env = join(world.folder, '.env');
    writeFileSync(env, '# mine\nA=1');
    await world.deliver({ target: 'dotenv', mechanism: 'inline', file: env });
    const parted = await part(false);
    expect(parted.map(({ done }) => done)).toEqual([true, true, true]);
    expect([world.text(), readFileSync(env, 'utf8')]).toEqual([THEIRS, '# mine\nA=1']);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('what cannot be taken out keeps its key, and the rest of the secrets goes', async () => {
    world.write(THEIRS);
    await world.deliver();
    world.foreignEdit('"args"', '"x": 1, "args"');
    const other = world.addKey({ name: 'Other' });
    storage.items.set(keyAccount(world.development.id, other.id), new Secret('other'));
    const left = (await part(false)).filter(({ done }) => !done);
    expect(left).toHaveLength(1);
    // The other key, and the credential of the connection, which no delivery needs.
    expect(await uninstalling().removeSecrets(left)).toBe(2);
    expect([...storage.items.keys()]).toEqual([keyAccount(world.development.id, world.key.id)]);
    expect(world.ledger.keys.get(other.id)?.held).toBe(false);
    expect(world.ledger.keys.get(world.key.id)?.held).toBe(true);
  });

  test('asked again, it goes on with what is left', async () => {
    world.write(THEIRS);
    await world.deliver();
    world.foreignEdit('"args"', '"x": 1, "args"');
    expect(await part(false)).toMatchObject([{ done: false }]);
    world.foreignEdit('"x": 1, "args"', '"args"');
    expect(await part(false)).toMatchObject([{ done: true }]);
    expect(await part(false)).toEqual([]);
    await uninstalling().removeSecrets([]);
    expect(await uninstalling().removeSecrets([])).toBe(0);
    expect(storage.items.size).toBe(0);
  });

  test('a closed storage refuses it before a file is touched', async () => {
    world.write(THEIRS);
    await world.deliver();
    const before = world.text();
    storage.state = 'locked';
    expect(await codeOf(() => part(false))).toBe('storage-locked');
    expect(world.text()).toBe(before);
  });

  test('production needs its name, whatever else was typed', async () => {
    world.addKey({ environmentId: world.production.id, connectionId: null });
    expect((await uninstalling().plan({ plaintext: false })).productions).toEqual(['Production']);
    expect(await codeOf(() => part(false))).toBe('confirmation-needed');
    expect(await codeOf(() => part(false, ['Development']))).toBe('confirmation-needed');
    expect(await part(false, ['Other', 'Production'])).toEqual([]);
  });

  test('a stop between two deliveries leaves each of them whole', async () => {
    world.write(THEIRS);
    await world.deliver({ server: 'one' });
    const between = world.text();
    await world.deliver({ server: 'two' });
    const stop = new AbortController();
    const stopped = uninstalling().part(
      { plaintext: false, confirm: [] },
      { onStep: () => stop.abort(), signal: stop.signal },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(world.text()).toBe(between);
  });

  test('names the keys that stay alive, and where', async () => {
    world.addKey({ name: 'Ended', status: 'revoked' });
    world.addKey({ name: 'Mine', connectionId: null });
    const { live } = await uninstalling().plan({ plaintext: false });
    expect(live).toEqual([
      {
        id: world.key.id,
        name: world.key.name,
        environment: 'Development',
        connection: 'Unizo',
        baseUrl: 'https://api.example.com',
        lost: false,
      },
    ]);
  });

  test('names a key whose create was sent and never answered', async () => {
    world.ledger.intents.put({
      ...{ id: 'intent', kind: 'create', keyId: 'lost', connectionId: world.key.connectionId ?? '' },
      ...{ environmentId: world.development.id, name: 'Lost', description: '', scopes: [], tags: [] },
      ...{ testMode: false, expiresAt: null, variable: null, allowedIps: [], listedBefore: [] },
      startedAt: '2026-11-20T12:00:00Z',
    });
    const lost = expect.objectContaining({ id: 'lost', name: 'Lost', lost: true });
    expect((await uninstalling().plan({ plaintext: false })).live).toContainEqual(lost);
    expect(uninstalling().live()).toContainEqual(lost);
  });

  test('looks at the files twice, however many deliveries there are', async () => {
    world.write(THEIRS);
    for (const server of ['one', 'two', 'three', 'four']) await world.deliver({ server });
    let looks = 0;
    const deliveries = () => {
      looks += 1;
      return world.delivering.deliveries();
    };
    const parted = await createUninstalling({
      ...{ ...world.deps, vault: createVault(storage), delivering: world.delivering },
      deliveries,
    }).part({ plaintext: false, confirm: [] }, { onStep: () => undefined });
    expect(parted.map(({ done }) => done)).toEqual([true, true, true, true]);
    // What the user confirmed, and what is there once all that was begun is at its end.
    expect(looks).toBe(2);
  });

  test('what another command takes out while it runs is nothing to take out', async () => {
    world.write(THEIRS);
    const { delivery } = await world.deliver({ server: 'one' });
    await world.deliver({ server: 'two' });
    const unexport: typeof world.delivering.unexport = async (id) => {
      const done = await world.delivering.unexport(id);
      await world.delivering.unexport(delivery);
      return done;
    };
    const parted = await createUninstalling({
      ...{ ...world.deps, vault: createVault(storage), delivering: { ...world.delivering, unexport } },
      deliveries: world.delivering.deliveries,
    }).part({ plaintext: false, confirm: [] }, { onStep: () => undefined });
    expect(parted).toMatchObject([{ server: 'two', done: true }]);
    expect(world.text()).toBe(THEIRS);
  });

  test('what is delivered while it runs is taken out as well', async () => {
    world.write(THEIRS);
    await world.deliver({ server: 'one' });
    const late = join(world.folder, '.env');
    let delivering: Promise<unknown> | null = null;
    const vault = createVault(storage);
    const unexport: typeof world.delivering.unexport = async (id) => {
      delivering ??= world.deliver({ target: 'dotenv', mechanism: 'inline', file: late });
      await delivering;
      return world.delivering.unexport(id);
    };
    const parted = await createUninstalling({
      ...{ ...world.deps, vault, delivering: { ...world.delivering, unexport } },
      deliveries: world.delivering.deliveries,
    }).part({ plaintext: false, confirm: [] }, { onStep: () => undefined });
    expect(parted.map(({ done }) => done)).toEqual([true, true]);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('a secret that is recorded while others are removed goes as well', async () => {
    const vault = createVault(storage);
    let added = 0;
    const remove: typeof vault.remove = async (account) => {
      added += 1;
      if (added === 1) world.addKey({ name: 'Late' });
      await vault.remove(account);
    };
    const removed = await createUninstalling({
      ...{ ...world.deps, vault: { ...vault, remove }, delivering: world.delivering },
      deliveries: world.delivering.deliveries,
    }).removeSecrets([]);
    expect(removed).toBe(added);
    expect(world.ledger.keys.list().some(({ held }) => held)).toBe(false);
  });
});
