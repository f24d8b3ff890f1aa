import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
let file: string;
beforeEach(() => {
  world = createDeliveringWorld();
  file = join(world.home, '.config/Code/User/mcp.json');
});
afterEach(() => world.end());

const THEIRS = '{\n\t// mine\n\t"servers": {\n\t\t"a": { "command": "x" }\n\t},\n\t"inputs": []\n}\n';
const WITHOUT = '{\n\t"servers": { "a": { "command": "x" } }\n}\n';
const text = () => readFileSync(file, 'utf8');
const write = (content: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const edit = (from: string, to: string) => {
  expect(text()).toContain(from);
  write(text().replace(from, () => to));
};
const deliver = (changes: Partial<ExportRequest> = {}) => world.deliver({ target: 'vscode', ...changes });
const restored = async (id: string) =>
  world.delivering.restore((await world.delivering.planRestore(id)).plan);

describe('a key that the client asks for', () => {
  test('is the best way there is, opens no secret, and says what is left to the user', async () => {
    write(THEIRS);
    const plan = await world.delivering.plan(world.request({ target: 'vscode' }));
    expect(plan.mechanism).toBe('input');
    expect(plan.warnings.join(' ')).toContain('copy the key in Keyrack');
    await world.delivering.export(plan.plan);
    expect(world.read).toEqual([]);
    expect(text()).toMatch(/"UNIZO_API_KEY": ?"\$\{input:keyrack-/);
    expect(text()).toMatch(/"id": ?"keyrack-/);
    expect(await world.states()).toEqual(['intact']);
  });

  test.each([THEIRS, WITHOUT])(
    'goes again with its prompt, whatever was written beside them: %j',
    async (before) => {
      write(before);
      const { delivery } = await deliver();
      edit('"command": "x"', '"command": "other"');
      await world.delivering.unexport(delivery);
      expect(text()).toBe(before.replace('"command": "x"', '"command": "other"'));
    },
  );

  test.each([THEIRS, WITHOUT])(
    'is undone with its prompt, whatever was written beside them: %j',
    async (before) => {
      write(before);
      await deliver();
      edit('"command": "x"', '"command": "other"');
      await world.delivering.undo();
      expect(text()).toBe(before.replace('"command": "x"', '"command": "other"'));
    },
  );

  test.each([
    ['its prompt was changed', '"password": true', '"password": false'],
    ['its prompt shows what is typed', '"promptString"', '"pickString"'],
    ['its entry was changed', '"-y"', '"-n"'],
  ])('is changed where %s, and is put back', async (_what, from, to) => {
    write(THEIRS);
    const { delivery } = await deliver();
    const before = text();
    edit(from, to);
    expect(await world.states()).toEqual(['changed']);
    expect(await codeOf(() => world.delivering.unexport(delivery))).toBe('conflict');
    await restored(delivery);
    expect(JSON.parse(text().replace('// mine', ''))).toEqual(JSON.parse(before.replace('// mine', '')));
    expect(await world.states()).toEqual(['intact']);
  });

  test('is put back whole where entry and prompt are gone', async () => {
    write(THEIRS);
    const { delivery } = await deliver();
    const before = text();
    write(THEIRS);
    expect(await world.states()).toEqual(['missing']);
    await restored(delivery);
    expect(text()).toBe(before);
  });

  test('keeps its prompt when it is exported once more, and loses it with another mechanism', async () => {
    write(THEIRS);
    await deliver();
    const before = text();
    await deliver();
    expect(text()).toBe(before);
    await deliver({ mechanism: 'launcher' });
    expect(text()).not.toContain('promptString');
    await world.delivering.undo();
    expect(text()).toBe(before);
  });

  test('of a server with an address is asked for in the header', async () => {
    await deliver({ launch: { url: 'https://mcp.example.com/mcp' } });
    expect(text()).toMatch(/"Authorization": ?"Bearer \$\{input:keyrack-/);
    await world.delivering.undo();
    expect(existsSync(file)).toBe(false);
  });

  test('stands beside another one, and each goes by itself', async () => {
    write(THEIRS);
    const first = await deliver();
    const second = await deliver({ server: 'unizo-two' });
    await world.delivering.unexport(first.delivery);
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.unexport(second.delivery);
    expect(text()).toBe(THEIRS);
  });

  test('is kept as it was changed while the client still asks for it, and not without its prompt', async () => {
    write(THEIRS);
    const { delivery } = await deliver();
    edit('"-y"', '"-n"');
    await world.delivering.keep(delivery);
    expect(await world.states()).toEqual(['intact']);
    edit('"id": "keyrack-', '"id": "gone-');
    expect(await codeOf(() => world.delivering.keep(delivery))).toBe('conflict');
  });
});
