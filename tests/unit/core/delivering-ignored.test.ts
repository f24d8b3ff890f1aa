import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeliveringWorld, type DeliveringWorld, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
let ignoreFile: string;
beforeEach(() => {
  world = createDeliveringWorld({ inWorkTree: async () => true });
  ignoreFile = join(world.home, '.gitignore');
});
afterEach(() => world.end());

const request = (name = '.env', mechanism: 'inline' | 'launcher' = 'inline') =>
  mechanism === 'inline'
    ? world.request({ target: 'dotenv', mechanism, file: join(world.home, name) })
    : world.request({ target: 'cursor', mechanism, file: join(world.home, name) });
const exported = async (name: string, ignored: boolean) => {
  const { plan } = await world.delivering.plan(request(name));
  return world.delivering.export(plan, { ignored });
};

describe('a value inside a git work tree', () => {
  test('brings the offer of a .gitignore, which is made only when it is taken', async () => {
    expect((await world.delivering.plan(request())).ignorable).toBe(ignoreFile);
    await exported('.env', false);
    expect(existsSync(ignoreFile)).toBe(false);
  });

  test.each([
    ['', '/.env\n'],
    ['node_modules', 'node_modules\n/.env\n'],
    ['a\r\nb\r\n', 'a\r\nb\r\n/.env\r\n'],
    ['/.env\n', '/.env\n'],
  ])('into %j comes one line, and no other byte changes', async (before, after) => {
    if (before !== '') writeFileSync(ignoreFile, before, { mode: 0o640 });
    await exported('.env', true);
    expect(readFileSync(ignoreFile, 'utf8')).toBe(after);
    if (before !== '') expect(statSync(ignoreFile).mode & 0o777).toBe(0o640);
    expect((await world.delivering.plan(request())).ignorable).toBeNull();
  });

  test('a name with signs that git reads as a pattern is meant as it is', async () => {
    await exported('my [dev]*.env', true);
    expect(readFileSync(ignoreFile, 'utf8')).toBe('/my\\ \\[dev\\]\\*.env\n');
  });

  test('does not go into the file where the .gitignore cannot be written', async () => {
    writeFileSync(ignoreFile, Buffer.from([0xff, 0xfe]));
    const { plan } = await world.delivering.plan(request('other.env')).catch(() => ({ plan: null }));
    expect(plan).toBeNull();
    expect(existsSync(join(world.home, 'other.env'))).toBe(false);
  });

  test('an entry without the value has nothing to ignore', async () => {
    expect((await world.delivering.plan(request('mcp.json', 'launcher'))).ignorable).toBeNull();
  });

  test('the line holds no value', async () => {
    await exported('.env', true);
    expect(readFileSync(ignoreFile, 'utf8')).not.toContain(VALUE);
  });
});
