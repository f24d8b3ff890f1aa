import { existsSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeliveringWorld, type DeliveringWorld, THEIRS } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

describe('an unexport', () => {
  test.each<[string, string]>([
    ['other servers', THEIRS],
    ['no servers yet', '{\n  "theme": "dark"\n}\n'],
    ['nothing but braces', '{}'],
    ['an empty object of servers', '{\n  "mcpServers": {\n  }\n}\n'],
    ['no byte', ''],
    ['white space', '\n\n'],
    ['a byte order mark', '\uFEFF{"mcpServers":{}}'],
  ])('gives back every byte of a file with %s', async (_name, text) => {
    world.write(text);
    const { delivery } = await world.deliver({ mechanism: 'inline' });
    const result = await world.delivering.unexport(delivery);
    expect(world.text()).toBe(text);
    expect(result).toMatchObject({ delivery, mode: '0600' });
    expect(await world.delivering.deliveries()).toEqual([]);
    expect(world.delivering.changes()[0]?.what).toBe('Removed unizo-dev from Claude Desktop');
  });

  test('removes a file that was made for us alone', async () => {
    const { delivery } = await world.deliver();
    expect(await world.delivering.unexport(delivery)).toMatchObject({ mode: 'removed' });
    expect(existsSync(world.file)).toBe(false);
  });

  test('gives the bytes back after several exports, whatever their order', async () => {
    world.write('{"theme": 1}');
    const first = await world.deliver();
    const other = await world.deliver({ keyId: world.addKey({ name: 'B' }).id, server: 'second' });
    await world.deliver({ mechanism: 'inline' });
    await world.delivering.unexport(first.delivery);
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.unexport(other.delivery);
    expect(world.text()).toBe('{"theme": 1}');
  });

  test('takes out the entry alone where the file was changed around it', async () => {
    const { delivery } = await world.deliver();
    world.foreignEdit('{', '{ "theme": "dark",');
    await world.delivering.unexport(delivery);
    expect(JSON.parse(world.text())).toEqual({ theme: 'dark', mcpServers: {} });
    expect(world.text()).toMatch(/^\{ "theme": "dark",/);
  });

  test('takes out the entry where the copy of the old file is no longer kept', async () => {
    world.write('{"theme":1}');
    const { delivery } = await world.deliver();
    world.backups.forget();
    await world.delivering.unexport(delivery);
    expect(JSON.parse(world.text())).toEqual({ theme: 1, mcpServers: {} });
  });

  test('of an entry that somebody changed is a conflict, and nothing is written', async () => {
    const { delivery } = await world.deliver();
    world.foreignEdit('@unizo/mcp', '@unizo/other');
    const text = world.text();
    expect(await codeOf(() => world.delivering.unexport(delivery))).toBe('conflict');
    expect(world.text()).toBe(text);
    expect(await world.states()).toEqual(['changed']);
  });

  test('of an entry that somebody took out forgets the delivery and leaves the file', async () => {
    const { delivery } = await world.deliver();
    world.write('{"mine": true}', 0o600);
    await world.delivering.unexport(delivery);
    expect(world.text()).toBe('{"mine": true}');
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('of a file that somebody removed forgets the delivery', async () => {
    const { delivery } = await world.deliver({ file: join(world.home, 'own.json') });
    unlinkSync(join(world.home, 'own.json'));
    await world.delivering.unexport(delivery);
    expect(readdirSync(world.home)).toEqual([]);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('of a file that is broken now is refused and leaves it alone', async () => {
    const { delivery } = await world.deliver();
    world.write('{"mcpServers":', 0o600);
    expect(await codeOf(() => world.delivering.unexport(delivery))).toBe('file-refused');
    expect(world.text()).toBe('{"mcpServers":');
  });

  test('of an unknown delivery is not found', async () => {
    expect(await codeOf(() => world.delivering.unexport('nothing'))).toBe('not-found');
  });
});
