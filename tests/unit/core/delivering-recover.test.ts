import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import type { Files } from '#core/ports/files.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

class Killed extends Error {}
const killed = () => {
  throw new Killed();
};

/** Where a process can die in a write, and whether the file was renamed by then. */
const DEATHS: Record<
  string,
  (files: Files, ledger: Ledger) => { readonly files?: Files; readonly ledger?: Ledger }
> = {
  'before the row is written': (_files, ledger) => ({
    ledger: { ...ledger, changes: { ...ledger.changes, put: killed } },
  }),
  'before the file is renamed': (files) => ({
    files: { ...files, replace: killed, remove: killed, snapshot: once(files) },
  }),
  'after the file was renamed': (files, ledger) => ({
    files: {
      ...files,
      replace: async (...args) => {
        await files.replace(...args);
      },
    },
    ledger: { ...ledger, transaction: killed },
  }),
};

/** The look before the write works; the dead process does not look again. */
function once(files: Files): Files['snapshot'] {
  let looks = 0;
  return async (path) => {
    looks += 1;
    if (looks > LOOKS_BEFORE_WRITE) return killed();
    return files.snapshot(path);
  };
}
const LOOKS_BEFORE_WRITE = 2;

const dying = (death: keyof typeof DEATHS) =>
  createDelivering({ ...world.deps, ...DEATHS[death]?.(world.files, world.ledger) });

describe.each(Object.keys(DEATHS))('killed %s', (death) => {
  const happened = death === 'after the file was renamed';

  test('an export is there whole or not at all, and the next start knows which', async () => {
    const before = world.text();
    const dead = dying(death);
    const { plan } = await dead.plan(world.request());
    await expect(dead.export(plan)).rejects.toThrow(Killed);
    await world.delivering.recover();
    expect(world.ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
    expect(await world.states()).toEqual(happened ? ['intact'] : []);
    expect(world.text() === before).toBe(!happened);
    if (happened) await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
  });

  test('an unexport too', async () => {
    const { delivery } = await world.deliver();
    await expect(dying(death).unexport(delivery)).rejects.toThrow(Killed);
    await world.delivering.recover();
    expect(await world.states()).toEqual(happened ? [] : ['intact']);
    if (!happened) await world.delivering.unexport(delivery);
    expect(world.text()).toBe(THEIRS);
  });

  test('an undo too', async () => {
    const { change } = await world.deliver();
    await expect(dying(death).undo()).rejects.toThrow(Killed);
    await world.delivering.recover();
    expect(world.delivering.changes()).toMatchObject([{ id: change, undone: happened }]);
    if (!happened) await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
    expect(world.mode()).toBe('644');
  });
});

describe('after a crash, with a foreign write in between', () => {
  const crash = async () => {
    const dead = dying('after the file was renamed');
    const { plan } = await dead.plan(world.request());
    await expect(dead.export(plan)).rejects.toThrow(Killed);
  };

  test('the entry in the file tells that the export happened', async () => {
    await crash();
    world.foreignEdit('dark', 'light');
    await world.delivering.recover();
    expect(await world.states()).toEqual(['intact']);
    expect(world.text()).toContain('light');
  });

  test('a file without the entry tells that it did not', async () => {
    await crash();
    world.write('{"mcpServers":{}}');
    await world.delivering.recover();
    expect(await world.states()).toEqual([]);
    expect(world.ledger.changes.list()).toEqual([]);
  });

  test('a file that cannot be read keeps its row for the next start', async () => {
    await crash();
    const text = world.text();
    world.write('{');
    await world.delivering.recover();
    expect(world.ledger.changes.list()).toMatchObject([{ state: 'writing' }]);
    expect(world.delivering.changes()).toEqual([]);
    world.write(text);
    await world.delivering.recover();
    expect(await world.states()).toEqual(['intact']);
  });
});

test('the next start removes the temp file of a write that died, and no file of others', async () => {
  const dead = dying('before the file is renamed');
  const { plan } = await dead.plan(world.request());
  await expect(dead.export(plan)).rejects.toThrow(Killed);
  const folder = dirname(world.file);
  // A process id that no process can have.
  writeFileSync(join(folder, '.claude_desktop_config.json.keyrack-99999999-0123456789abcdef.tmp'), 'half');
  writeFileSync(join(folder, '.claude_desktop_config.json.tmp'), 'theirs');
  await world.delivering.recover();
  expect(readdirSync(folder).sort()).toEqual([
    '.claude_desktop_config.json.tmp',
    'claude_desktop_config.json',
  ]);
});

test('a failed write leaves no row, and the failure is the one that is told', async () => {
  const failing = createDelivering({
    ...world.deps,
    files: {
      ...world.files,
      replace: async (snapshot) => {
        world.write('{ "somebody": "else" }');
        await world.files.replace(snapshot, new Uint8Array(), 0o600);
      },
    },
  });
  const { plan } = await failing.plan(world.request());
  expect(await codeOf(() => failing.export(plan))).toBe('conflict');
  expect(world.ledger.changes.list()).toEqual([]);
});

test('two exports of one entry at once leave one delivery, even where they write the same bytes', async () => {
  const first = await world.delivering.plan(world.request());
  const other = createDelivering(world.deps);
  const second = await other.plan(world.request());
  const ends = await Promise.allSettled([world.delivering.export(first.plan), other.export(second.plan)]);
  expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  expect(await world.states()).toEqual(['intact']);
});
