import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { codeOf, createWorld, fieldOf, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const audited = () => world.ledger.audit.list(50).map(({ what, detail }) => `${what}: ${detail}`);
const addKey = () =>
  world.keys.add(
    { environmentId: world.development.id, name: 'CI', variable: 'CI' },
    new Secret('value-of-the-key'),
  );

describe('an archived environment', async () => {
  it('keeps its keys, which go on working', async () => {
    const { environments, keys, development } = world;
    const { id } = await addKey();
    expect(environments.archive(development.id).archivedAt).toBe('2026-11-20T12:00:00.000Z');
    expect((await keys.read(id)).equals(new Secret('value-of-the-key'))).toBe(true);
    expect(environments.find('Development').id).toBe(development.id);
    expect(keys.list().map(({ name }) => name)).toContain('CI');
  });

  it('gets no new key and no new connection, by any way', async () => {
    const { environments, keys, connections, development, ledger } = world;
    const connectionId = ledger.connections.list()[0]?.id ?? '';
    const newKey = { environmentId: development.id, connectionId, name: 'New' };
    environments.archive(development.id);
    const secret = new Secret('another-value-of-it');
    const ways = [
      addKey,
      () => keys.create(newKey),
      () => keys.createByHand(newKey, secret),
      async () => keys.prepareByHand(newKey),
      () => connections.add({ environmentId: development.id, provider: 'playground' }, {}),
    ];
    for (const way of ways) expect(await codeOf(way)).toBe('forbidden-by-rule');
    await expect(addKey()).rejects.toThrow('The environment "Development" is archived');
    expect(ledger.keys.list()).toEqual([]);
  });

  it('comes back as it was, and both are written down once', () => {
    const { environments, development } = world;
    const before = environments.find(development.id);
    environments.archive(development.id);
    environments.archive(development.id);
    environments.unarchive(development.id);
    environments.unarchive(development.id);
    expect(environments.find(development.id)).toEqual(before);
    expect(audited().filter((line) => line.includes('archived'))).toEqual([
      'environment unarchived: Development',
      'environment archived: Development',
    ]);
  });

  it('has its name still, and a new one of that name is told where it stands', async () => {
    const { environments, development, production } = world;
    environments.archive(development.id);
    const taking = [
      () => environments.create({ name: 'development', stage: 'custom' }),
      () => environments.duplicate({ id: production.id, name: 'Development' }),
      () => environments.edit({ id: production.id, name: 'Develop\u200bment' }),
    ];
    for (const take of taking) {
      expect(await codeOf(take)).toBe('name-taken');
      expect(await fieldOf(take)).toBe('name');
      expect(take).toThrow('An archived environment is named "Development".');
    }
    expect(environments.edit({ id: development.id, name: 'Development' }).name).toBe('Development');
  });

  it('is neither moved nor duplicated, and can be edited', async () => {
    const { environments, development } = world;
    const { id } = environments.archive(development.id);
    expect(await codeOf(() => environments.move({ id, position: 1 }))).toBe('forbidden-by-rule');
    expect(await codeOf(() => environments.duplicate({ id, name: 'Copy' }))).toBe('forbidden-by-rule');
    expect(environments.edit({ id, name: 'Old' }).name).toBe('Old');
  });

  it('that was removed by another door is not found', async () => {
    const { environments } = world;
    const { id } = environments.create({ name: 'Lab', stage: 'custom' });
    environments.remove(id);
    for (const act of [environments.archive, environments.unarchive])
      expect(await codeOf(() => act(id))).toBe('not-found');
  });
});
