import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const deliver = async (changes: Partial<ExportRequest>) =>
  world.delivering.export((await world.delivering.plan(world.request(changes))).plan);
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

test('two clients share a file, each under a name of its own, and leave it one by one', async () => {
  const file = join(world.home, '.mcp.json');
  const theirs = '{"mcpServers": {}, "servers": {}, "mine": 1}\n';
  writeFileSync(file, theirs);
  const claude = await deliver({ target: 'claude-code', scope: 'project', file });
  const studio = await deliver({ target: 'visual-studio', scope: 'project', file });
  expect(read(file).mcpServers['unizo-dev'].type).toBe('stdio');
  expect(read(file).servers['unizo-dev'].type).toBe('stdio');
  expect(await world.states()).toEqual(['intact', 'intact']);
  await world.delivering.unexport(claude.delivery);
  expect(read(file)).toMatchObject({ mcpServers: {}, mine: 1 });
  expect(await world.states()).toEqual(['intact']);
  await world.delivering.unexport(studio.delivery);
  expect(readFileSync(file, 'utf8')).toBe(theirs);
});

test('an entry that was written by another target for the same place is ours all the same', async () => {
  const file = join(world.home, 'any.json');
  const first = await deliver({ target: 'mcp', file });
  const second = await deliver({ target: 'cursor', file, mechanism: 'reference' });
  expect(second.delivery).toBe(first.delivery);
  expect(await world.delivering.deliveries()).toMatchObject([{ target: 'cursor', state: 'intact' }]);
});

test('an older Windsurf reads the address by another name in its own file', async () => {
  const launch = { url: 'https://mcp.example.com/mcp' };
  const old = join(world.home, '.codeium/windsurf/mcp_config.json');
  const windsurf = { target: 'windsurf', launch, mechanism: 'reference' } as const;
  const { file } = await deliver(windsurf);
  expect(read(file).mcpServers['unizo-dev']).toHaveProperty('url', launch.url);
  await world.delivering.undo();
  mkdirSync(dirname(old), { recursive: true });
  writeFileSync(old, '{}');
  expect((await deliver(windsurf)).file).toBe(old);
  expect(read(old).mcpServers['unizo-dev']).toHaveProperty('serverUrl', launch.url);
});

test('any other client’s file has to be named', async () => {
  expect(await codeOf(() => world.delivering.plan(world.request({ target: 'mcp' })))).toBe('invalid-input');
});

test.each(['claude-code', 'cline', 'windsurf'])(
  'a file of %s with comments is left alone',
  async (target) => {
    const file = join(world.home, 'with-comments.json');
    writeFileSync(file, '{\n  // mine\n  "mcpServers": {}\n}\n');
    expect(await codeOf(() => world.delivering.plan(world.request({ target, file })))).toBe('file-refused');
  },
);
