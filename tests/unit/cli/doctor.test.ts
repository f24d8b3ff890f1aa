import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Secret } from '#core/secret.ts';
import { DAMAGE } from './doctor-damage.ts';
import { createPatient, type PatientWorld } from './doctor-world.ts';

let world: PatientWorld;
beforeEach(async () => {
  world = await createPatient();
});
afterEach(() => world.end());

describe('doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await world.findings()).toEqual([]);
  });

  it.each(DAMAGE)('finds %s, and nothing else', async (_what, damage, check, state, fix) => {
    await damage(world);
    const found = await world.findings();
    expect(found.map((each) => [each.check, each.state])).toEqual([[check, state]]);
    expect(found[0]?.fix).toMatch(fix);
  });

  it('tells no password of a proxy', async () => {
    world.env.HTTPS_PROXY = 'http://me:proxy-canary@proxy.example:8080';
    world.env.ALL_PROXY = 'proxy-canary://proxy-canary';
    expect(JSON.stringify(await world.findings())).not.toContain('canary');
  });

  it('goes on where one look throws, and tells nothing that was thrown', async () => {
    world.storage.status = () => Promise.reject(new Error('a canary in words'));
    const found = await world.findings();
    expect(found.map(({ check }) => check)).toEqual(['storage', 'items']);
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  it('opens no secret', async () => {
    const { items } = world.storage;
    for (const account of items.keys()) {
      items.set(account, {
        expose: () => {
          throw new Error('it was opened');
        },
      } as unknown as Secret);
    }
    expect(await world.findings()).toEqual([]);
  });
});
