import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAdopting } from '#core/adopting/index.ts';
import { Secret } from '#core/secret.ts';
import { THEIRS } from './delivering-world.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';

// What was rotated away is dead, or is about to be: no way back through the history brings it into a file again.

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

const rotate = async (delivery: string) => {
  world.setValue(NEW);
  return world.renewing.renew(delivery, world.old);
};

describe('files of our own, after a rotation', () => {
  const N8N = { target: 'n8n', mechanism: 'inline' } as const;
  const file = () => join(world.home, 'keyrack-exports', 'n8n-unizo-dev.json');
  const text = () => readFileSync(file(), 'utf8');

  test('an earlier export of them comes back with the value of now', async () => {
    await world.deliver(N8N);
    const first = text();
    const { delivery } = await world.deliver({ ...N8N, call: { header: 'X-Key: {}' } });
    await rotate(delivery);
    expect(text()).toContain(NEW);
    await world.delivering.undo();
    expect(text()).toBe(first.replaceAll(OLD, NEW));
    expect(await world.states()).toEqual(['intact']);
  });

  test('those that were deleted before it come back with the value of now', async () => {
    const { delivery } = await world.deliver(N8N);
    const first = text();
    await world.delivering.deleteFiles(delivery);
    expect((await world.renewing.plan(world.key.id))[0]).toMatchObject({ how: 'person' });
    expect(await rotate(delivery)).toMatchObject({ change: null });
    await world.delivering.undo();
    expect(text()).toBe(first.replaceAll(OLD, NEW));
    expect(await world.states()).toEqual(['intact']);
  });

  test('a value that the program would take for an expression is written in another form', async () => {
    const { delivery } = await world.deliver(N8N);
    world.setValue('=canary-expression-5');
    await world.renewing.renew(delivery, world.old);
    expect(JSON.parse(text())).toMatchObject([{ type: 'httpCustomAuth' }]);
    await world.renewing.check(delivery, world.old);
    const workflow = file().replace('.json', '.workflow.json');
    expect(readFileSync(workflow, 'utf8')).toContain('httpCustomAuth');
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, null, world.old);
    expect(JSON.parse(text())).toMatchObject([{ type: 'httpBearerAuth', data: { token: OLD } }]);
    expect(readFileSync(workflow, 'utf8')).not.toContain('httpCustomAuth');
  });

  test('one that somebody changed is left alone, and a person brings the new value there', async () => {
    const { delivery } = await world.deliver(N8N);
    writeFileSync(file(), `${text()} `);
    expect((await world.renewing.plan(world.key.id))[0]).toMatchObject({ how: 'person', diff: [] });
    await expect(rotate(delivery)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('of one that was written before calls were kept the usual call is tried, and no other is guessed', async () => {
    const usual = await world.deliver(N8N);
    const strange = await world.deliver({ ...N8N, server: 'strange', call: { query: 'k' } });
    for (const { delivery } of [usual, strange]) {
      const row = world.ledger.deliveries.get(delivery);
      if (row !== null) world.ledger.deliveries.put({ ...row, written: null });
    }
    await rotate(usual.delivery);
    expect(text()).toContain(NEW);
    await expect(rotate(strange.delivery)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a secret that was adopted, after a rotation', () => {
  const PLAIN = 'sk-plain-0123456789abcdef';
  const theirs = `{\n  // theirs\n  "mcpServers": { "a": { "command": "x", "env": { "TOKEN": "${PLAIN}", "LEVEL": "1" } } }\n}`;

  const adopt = async (mechanism: 'launcher' | 'inline', text = theirs.replace('  // theirs\n', '')) => {
    world.write(text);
    const adopting = createAdopting({
      ...world.deps,
      holders: async () => [],
      keys: {
        add: async ({ name, variable }, secret, id = '') => {
          world.values.set(id, secret);
          return world.addKey({ id, name, variable, connectionId: null, remoteId: null }) as never;
        },
      },
    });
    const plan = await adopting.plan({
      ...{ target: 'claude-desktop', environmentId: world.development.id, file: world.file },
      ...{ entry: 'a', mechanism },
    });
    return adopting.adopt(plan.plan);
  };

  test.each(['launcher', 'inline'] as const)(
    'by %s is given back with the value of now, by unexport and by undo',
    async (mechanism) => {
      const before = theirs.replace('  // theirs\n', '');
      for (const way of ['unexport', 'undo', 'unexport beside', 'undo beside'] as const) {
        const { delivery, key } = await adopt(mechanism);
        world.setValue(NEW, key);
        await world.renewing.renew(delivery, new Secret(PLAIN));
        if (way.endsWith('beside')) world.write(`${world.text()}\n`, 0o600);
        await (way.startsWith('unexport') ? world.delivering.unexport(delivery) : world.delivering.undo());
        expect(JSON.parse(world.text())).toEqual(JSON.parse(before.replace(PLAIN, NEW)));
        if (!way.endsWith('beside')) expect(world.text()).toBe(before.replace(PLAIN, NEW));
        expect(world.ledger.deliveries.list()).toEqual([]);
      }
    },
  );

  test('beside an entry whose value was replaced is given back to the byte', async () => {
    world.write(theirs.replace('  // theirs\n', ''));
    const { delivery } = await world.deliver({ mechanism: 'inline' });
    const before = world.text();
    const adopted = await adopt('launcher', before);
    world.setValue(NEW);
    await world.renewing.renew(delivery, world.old);
    await world.delivering.unexport(adopted.delivery);
    expect(world.text()).toBe(before.replaceAll(OLD, NEW));
  });

  test('and rotated back is given back as it was', async () => {
    const { delivery, key } = await adopt('inline');
    world.setValue(NEW, key);
    const { change } = await world.renewing.renew(delivery, new Secret(PLAIN));
    world.setValue(PLAIN, key);
    await world.renewing.takeBack(delivery, change, new Secret(PLAIN));
    await world.delivering.unexport(delivery);
    expect(world.text()).toBe(theirs.replace('  // theirs\n', ''));
  });
});
