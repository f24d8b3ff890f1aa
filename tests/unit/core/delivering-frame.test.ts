import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Secret } from '#core/secret.ts';
import { createDeliveringWorld, type DeliveringWorld, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const inline = { mechanism: 'inline' } as const;

describe('a file whose program wants more in it than our entry', () => {
  test('is begun with that, under a name of its own, and is gone again with our entry', async () => {
    const file = join(world.home, 'Team_1 (dev).yaml');
    const plan = await world.delivering.plan(world.request({ target: 'kubernetes', file, ...inline }));
    expect(plan.diff.map(({ kind }) => kind)).toEqual(Array(7).fill('added'));
    expect(existsSync(file)).toBe(false);
    const { delivery } = await world.delivering.export(plan.plan);
    expect(parse(readFileSync(file, 'utf8'))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'team-1-dev' },
      type: 'Opaque',
      stringData: { UNIZO_API_KEY: VALUE },
    });
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.unexport(delivery);
    expect(existsSync(file)).toBe(false);
  });

  test('is begun anew where it is blank, and is blank again after an undo', async () => {
    const file = join(world.home, 'team.postman_environment.json');
    writeFileSync(file, '\n\n');
    const { delivery } = await world.deliver({ target: 'postman', file, ...inline });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      id: delivery,
      name: 'team',
      values: [{ key: 'UNIZO_API_KEY', value: VALUE, type: 'secret', enabled: true }],
      _postman_variable_scope: 'environment',
    });
    await world.delivering.undo();
    expect(readFileSync(file, 'utf8')).toBe('\n\n');
  });

  test('keeps what others put into it since, when our entry goes', async () => {
    const file = join(world.home, 'env.bru');
    const { delivery } = await world.deliver({ target: 'bruno', file, ...inline });
    writeFileSync(file, readFileSync(file, 'utf8').replace('vars {\n', 'vars {\n  theirs: 1\n'));
    await world.delivering.unexport(delivery);
    expect(readFileSync(file, 'utf8')).toBe('vars {\n  theirs: 1\n}\n');
  });

  test('a second key of it changes nothing of the first', async () => {
    const file = join(world.home, 'env.yaml');
    await world.deliver({ target: 'insomnia', file, ...inline });
    const first = readFileSync(file, 'utf8');
    const other = world.addKey({ name: 'Other', variable: 'OTHER' });
    await world.deliver({ target: 'insomnia', file, keyId: other.id, ...inline });
    expect(readFileSync(file, 'utf8')).toBe(`${first}    OTHER: ${VALUE}\n`);
  });
});

describe('a value that the program would take for a template', () => {
  test.each(['postman', 'insomnia', 'bruno', 'rest-client'])(
    'is refused for %s, and nothing is written',
    async (target) => {
      world.end();
      world = createDeliveringWorld({ readSecret: async () => new Secret('canary{{x}}') });
      const file = join(world.home, 'env.txt');
      await expect(world.deliver({ target, file, ...inline })).rejects.toThrow(
        /would alter this key’s value/,
      );
      expect(existsSync(file)).toBe(false);
    },
  );
});

test('by reference Bruno’s file names a variable, and says how Bruno is to be started', async () => {
  const file = join(world.home, 'env.bru');
  const plan = await world.delivering.plan(world.request({ target: 'bruno', file }));
  expect(plan).toMatchObject({ mechanism: 'reference', reference: 'UNIZO_DEV_API_KEY' });
  expect(plan.warnings.join('\n')).toMatch(/exec --key \S+=UNIZO_DEV_API_KEY -- bruno/);
  await world.delivering.export(plan.plan);
  expect(readFileSync(file, 'utf8')).toBe('vars {\n  UNIZO_API_KEY: {{process.env.UNIZO_DEV_API_KEY}}\n}\n');
});
