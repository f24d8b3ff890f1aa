import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
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

const createDeliveringOver = (more: Partial<DeliveringWorld['deps']>) => ({
  delivering: createDelivering({ ...world.deps, ...more }),
});

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

  test.each(['', 'node_modules\n'])('into %j comes a line that goes again by undo', async (before) => {
    if (before !== '') writeFileSync(ignoreFile, before);
    await exported('.env', true);
    await world.delivering.undo();
    expect(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '').toBe(before);
    expect([existsSync(ignoreFile), existsSync(join(world.home, '.env'))]).toEqual([before !== '', false]);
  });

  test('what its owner added since stays when the line goes', async () => {
    await exported('.env', true);
    writeFileSync(ignoreFile, `a\n${readFileSync(ignoreFile, 'utf8')}b\n`);
    await world.delivering.undo();
    expect(readFileSync(ignoreFile, 'utf8')).toBe('a\nb\n');
  });

  test.each([
    ['tracked', null, 'git rm --cached'],
    ['ignored', null, null],
    ['untracked', '.gitignore', 'the value would go with the next commit'],
  ] as const)('%s by git brings %s and the words %s', async (state, offered, words) => {
    const { delivering } = createDeliveringOver({ gitState: async () => state });
    const { plan, ignorable, warnings } = await delivering.plan(request());
    expect(ignorable).toBe(offered === null ? null : ignoreFile);
    const said = warnings.filter((warning) => warning.includes('git'));
    expect(said).toEqual(words === null ? [] : [expect.stringContaining(words)]);
    await delivering.export(plan, { ignored: true });
    expect(existsSync(ignoreFile)).toBe(offered !== null);
  });

  test('a tracked file is taken out of git by a line in which its path runs nothing', async () => {
    const { delivering } = createDeliveringOver({ gitState: async () => 'tracked' });
    const { warnings } = await delivering.plan(request('.env.$(touch,x)'));
    const said = warnings.find((warning) => warning.includes('git rm'));
    expect(said).toMatch(/git rm --cached '\/\S+\/\.env\.\$\(touch,x\)'$/);
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
