import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { codeOf, createWorld, fieldOf, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const audited = () => world.ledger.audit.list(50).map(({ what, detail }) => `${what}: ${detail}`);

describe('what an environment prescribes', async () => {
  it('comes with the environment, or by its stage', () => {
    const { environments } = world;
    const defaults = { copyPolicy: 'copy-once', namingPattern: '<tool>', rotateAfterDays: 90 } as const;
    expect(environments.create({ name: 'Own', stage: 'custom', ...defaults })).toMatchObject(defaults);
    expect(environments.create({ name: 'Plain', stage: 'production' })).toMatchObject({
      copyPolicy: 'copy-once',
      namingPattern: '<tool> - <purpose>',
      rotateAfterDays: null,
    });
  });

  it('is edited field by field: what is not named stays as another door has set it', () => {
    const { environments, development } = world;
    const { id } = development;
    environments.edit({ id, rotateAfterDays: 30, project: 'Shop' });
    environments.edit({ id, namingPattern: '<purpose>' });
    expect(environments.edit({ id, name: 'Dev' })).toMatchObject({
      name: 'Dev',
      project: 'Shop',
      rotateAfterDays: 30,
      namingPattern: '<purpose>',
    });
    expect(environments.edit({ id, rotateAfterDays: null })).toMatchObject({ rotateAfterDays: null });
    expect(audited().slice(0, 4)).toEqual([
      'environment edited: Dev: rotate never',
      'environment edited: Dev: was Development',
      'environment edited: Development: naming pattern',
      'environment edited: Development: project, rotate after 30 days',
    ]);
  });

  it('dates every key of it at once, also those that are there', async () => {
    const { environments, keys, development } = world;
    const { id } = await keys.add(
      { environmentId: development.id, name: 'CI', variable: 'CI' },
      new Secret('value-of-the-key'),
    );
    expect(keys.get(id).rotationDueAt).toBeNull();
    environments.edit({ id: development.id, rotateAfterDays: 30 });
    expect(keys.get(id).rotationDueAt).toBe('2026-12-20T12:00:00.000Z');
  });

  it('keeps a reveal policy that somebody chose when the stage changes', () => {
    const { environments, development } = world;
    const { id } = development;
    environments.edit({ id, copyPolicy: 'copy-once' });
    expect(environments.edit({ id, stage: 'staging' }).copyPolicy).toBe('copy-once');
  });
});

describe('a reveal policy in production', () => {
  const confirmed = { confirm: 'Production' };

  it('is loosened only with the environment’s name', async () => {
    const { environments, production } = world;
    const loosen = { id: production.id, copyPolicy: 'vault' } as const;
    expect(await codeOf(() => environments.edit(loosen))).toBe('confirmation-needed');
    expect(await fieldOf(() => environments.edit({ ...loosen, confirm: 'production' }))).toBe('confirm');
    expect(environments.find('Production').copyPolicy).toBe('copy-once');
    expect(environments.edit({ ...loosen, ...confirmed }).copyPolicy).toBe('vault');
    expect(audited()[0]).toBe('environment edited: Production: keys are copied again');
  });

  it('is tightened without a question', () => {
    const { environments, production } = world;
    environments.edit({ id: production.id, copyPolicy: 'vault', ...confirmed });
    expect(environments.edit({ id: production.id, copyPolicy: 'copy-once' }).copyPolicy).toBe('copy-once');
  });

  it('is not loosened by way of another stage or a new name', async () => {
    const { environments, production } = world;
    const leave = { id: production.id, stage: 'custom', name: 'Other' } as const;
    expect(await codeOf(() => environments.edit(leave))).toBe('confirmation-needed');
    expect(await codeOf(() => environments.edit({ ...leave, confirm: 'Other' }))).toBe('confirmation-needed');
    // Once outside, nothing would ask any more: so leaving asks, though the policy stays.
    const strict = { ...leave, copyPolicy: 'copy-once' } as const;
    expect(await codeOf(() => environments.edit(strict))).toBe('confirmation-needed');
    expect(environments.edit({ ...strict, confirm: production.name }).copyPolicy).toBe('copy-once');
  });

  it('elsewhere needs no name', () => {
    const { environments, development } = world;
    environments.edit({ id: development.id, copyPolicy: 'copy-once' });
    expect(environments.edit({ id: development.id, copyPolicy: 'vault' }).copyPolicy).toBe('vault');
  });

  it('forbids a later copy from the moment that it is set', async () => {
    const { environments, keys, development } = world;
    const { id } = await keys.add(
      { environmentId: development.id, name: 'CI', variable: 'CI' },
      new Secret('value-of-the-key'),
    );
    expect(await codeOf(() => keys.readForCopy(id, null))).toBe('presence-unset');
    environments.edit({ id: development.id, copyPolicy: 'copy-once' });
    expect(await codeOf(() => keys.readForCopy(id, null))).toBe('forbidden-by-rule');
    expect((await keys.read(id)).equals(new Secret('value-of-the-key'))).toBe(true);
  });
});

describe('a copy of an environment', async () => {
  it('has its stage, colour, project and defaults, and none of its keys and connections', () => {
    const { environments, ledger, development } = world;
    const { id } = development;
    environments.edit({
      id,
      project: 'Shop',
      colour: '#123456',
      rotateAfterDays: 60,
      namingPattern: '<tool>',
    });
    const { id: copyId, position, ...copy } = environments.duplicate({ id, name: 'Copy' });
    const { id: _id, position: _position, ...source } = environments.find('Development');
    expect(copy).toEqual({ ...source, name: 'Copy' });
    expect(ledger.connections.list().filter(({ environmentId }) => environmentId === copyId)).toEqual([]);
    expect(audited()[0]).toBe('environment duplicated of Development: Copy');
  });

  it('needs a name of its own', async () => {
    const { environments, development } = world;
    const copy = () => environments.duplicate({ id: development.id, name: 'PRODUCTION' });
    expect(await codeOf(copy)).toBe('name-taken');
    expect(environments.list()).toHaveLength(2);
  });
});
