import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import {
  type ExportRequest,
  exportPlanSchema,
  serverNameSchema,
  targetSchema,
} from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, LAUNCHER, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const plan = (changes: Partial<ExportRequest> = {}) => world.delivering.plan(world.request(changes));
const shown = (diff: readonly { kind: string; text: string }[]) =>
  diff.map(({ kind, text }) => `${kind} ${text}`);

describe('a plan', () => {
  test('fills in what the request leaves open, and writes nothing', async () => {
    const made = exportPlanSchema.parse(await plan());
    expect(made).toMatchObject({
      target: 'claude-desktop',
      file: world.file,
      realFile: world.file,
      server: 'unizo-development',
      mechanism: 'launcher',
      modeBefore: null,
      modeAfter: '0600',
      warnings: [],
    });
    expect(made.choices.map(({ mechanism }) => mechanism)).toEqual([
      'input',
      'helper',
      'launcher',
      'reference',
      'inline',
    ]);
    expect(existsSync(join(world.home, '.config'))).toBe(false);
    expect(world.ledger.changes.list()).toEqual([]);
    expect(world.read).toEqual([]);
  });

  test('shows a new file whole, with the launcher’s words', async () => {
    const text = (await plan()).diff.map(({ kind, text }) => (kind === 'added' ? text : '!')).join('\n');
    expect(JSON.parse(text)).toEqual({
      mcpServers: {
        'unizo-development': {
          command: LAUNCHER[0],
          args: [
            LAUNCHER[1],
            'exec',
            '--key',
            `${world.key.id}=UNIZO_API_KEY`,
            '--',
            'npx',
            '-y',
            '@unizo/mcp',
          ],
        },
      },
    });
  });

  test('shows three lines around the change, the rest as gaps, with the right numbers', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `  "setting${index}": ${index},`).join('\n');
    world.write(`{\n${many}\n  "mcpServers": {},\n${many.replaceAll('setting', 'late')}\n  "end": 1\n}\n`);
    const { diff } = await plan({ mechanism: 'inline', launch: { command: ['x'] } });
    expect(shown(diff)).toEqual([
      'gap …',
      'same   "setting17": 17,',
      'same   "setting18": 18,',
      'same   "setting19": 19,',
      'removed   "mcpServers": {},',
      'added   "mcpServers": {',
      'added     "unizo-development": {',
      'added       "command": "x",',
      'added       "args": [],',
      'added       "env": {',
      'added         "UNIZO_API_KEY": "••••••••"',
      'added       }',
      'added     }',
      'added   },',
      'same   "late0": 0,',
      'same   "late1": 1,',
      'same   "late2": 2,',
      'gap …',
    ]);
    expect(diff.map(({ line }) => line)).toEqual([
      0, 19, 20, 21, 22, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 0,
    ]);
  });

  test('never shows what other entries hold', async () => {
    world.write(
      '{\n  "mcpServers": {\n    "a": {\n      "args": ["--token", "their-1"],\n      "env": { "PLAIN": "their-2" }\n    }\n  }\n}\n',
    );
    const made = await plan({ set: { REGION: 'eu' } });
    expect(JSON.stringify(made)).not.toContain('their-');
    expect(JSON.stringify(made.diff)).toContain('REGION');
    expect(made.diff.some(({ text }) => text.includes('eu'))).toBe(true);
  });

  test('cuts a file that stands on one line', async () => {
    world.write(JSON.stringify({ big: 'x y '.repeat(100_000), mcpServers: {} }));
    const size = JSON.stringify((await plan()).diff).length;
    expect(size).toBeLessThan(2_000);
  });

  test('names the real file behind a link, and its mode', async () => {
    const real = join(world.home, 'dotfiles.json');
    writeFileSync(real, '{}', { mode: 0o640 });
    mkdirSync(join(world.home, '.config/Claude'), { recursive: true });
    symlinkSync(real, world.file);
    expect(await plan()).toMatchObject({ file: world.file, realFile: real, modeBefore: '0640' });
  });

  test('warns while the client runs, of a value in the file, and of another file that is there', async () => {
    const asked: (readonly string[])[] = [];
    const running = async (names: readonly string[]) => {
      asked.push(names);
      return true;
    };
    const other = createDeliveringWorld({
      running,
      machine: { platform: 'linux', home: world.home, env: {} },
    });
    const { warnings } = await other.delivering.plan(other.request({ mechanism: 'inline' }));
    expect(warnings).toEqual([
      expect.stringContaining('Claude Desktop is running'),
      expect.stringContaining('value itself'),
    ]);
    expect(asked[0]).toContain('Claude');
    other.end();
  });

  test('takes the file that the request names, and no half path', async () => {
    expect((await plan({ file: join(world.home, 'x.json') })).file).toBe(join(world.home, 'x.json'));
    expect(await codeOf(() => plan({ file: 'x.json' }))).toBe('invalid-input');
  });

  test.each([
    ['Größe & Co 漢字', 'grosse-co'],
    ['漢字', 'key'],
    ['x'.repeat(120), 'x'.repeat(52)],
  ])('makes a server’s name of a local key’s: %s', async (name) => {
    const local = world.addKey({ name, connectionId: null });
    const made = await plan({ keyId: local.id, launch: { command: ['x'] } });
    expect(serverNameSchema.safeParse(made.server).success).toBe(true);
    expect(made.server).toMatch(/-development$/);
  });
});

test('targets name the file, and the mechanisms that can be had', () => {
  const [target] = world.delivering.targets().map((found) => targetSchema.parse(found));
  expect(target).toEqual({
    id: 'claude-desktop',
    name: 'Claude Desktop',
    kind: 'file',
    mechanisms: ['launcher', 'inline'],
    files: [world.file],
    tried: false,
  });
});

describe('a plan is refused', () => {
  const failure = async (request: Partial<ExportRequest>): Promise<AppError> => {
    try {
      await plan(request);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };

  test.each<[string, Partial<KeyRow>, string]>([
    ['a revoked key', { status: 'revoked' }, 'forbidden-by-rule'],
    ['an inactive key', { status: 'inactive' }, 'forbidden-by-rule'],
    ['an expired key', { expiresAt: '2026-11-20T11:59:59.000Z' }, 'forbidden-by-rule'],
    ['a key that is not held', { held: false }, 'not-held'],
    ['a key without a variable', { variable: null }, 'invalid-input'],
    ['a local key without a command', { connectionId: null }, 'invalid-input'],
  ])('for %s', async (_name, changes, code) => {
    const key = world.addKey(changes);
    expect((await failure({ keyId: key.id })).code).toBe(code);
  });

  test('for a key of another environment', async () => {
    const error = await failure({ environmentId: world.production.id });
    expect(error.code).toBe('forbidden-by-rule');
    expect(error.message).toContain('belongs to Development, not to Production');
  });

  test('for a test-mode key in production', async () => {
    const key = world.addKey({ testMode: true, environmentId: world.production.id, connectionId: null });
    const error = await failure({ keyId: key.id, environmentId: world.production.id });
    expect(error.code).toBe('forbidden-by-rule');
    expect(error.message).toContain('test-mode');
  });

  test('for a target, a key or an environment that is not there', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    expect((await failure({ target: 'nothing' })).next).toContain('claude-desktop');
    expect((await failure({ keyId: nothing })).code).toBe('not-found');
    expect((await failure({ environmentId: nothing })).code).toBe('not-found');
  });

  test.each(['input', 'helper', 'reference'] as const)('for %s, with the reason', async (mechanism) => {
    const error = await failure({ mechanism });
    expect(error).toMatchObject({
      code: 'forbidden-by-rule',
      field: 'mechanism',
      next: 'Choose: launcher, inline.',
    });
    expect(error.message).toMatch(/Claude Desktop (has no|expands nothing)/);
  });

  test('for a remote server, with the way around', async () => {
    for (const mechanism of [undefined, 'launcher', 'inline'] as const) {
      const error = await failure({
        launch: { url: 'https://example.com/mcp' },
        ...(mechanism === undefined ? {} : { mechanism }),
      });
      expect(error.code).toBe('forbidden-by-rule');
      expect(error.message).toContain('mcp-remote');
    }
  });

  test('for the project scope, which Claude Desktop does not have', async () => {
    expect(await failure({ scope: 'project' })).toMatchObject({ code: 'forbidden-by-rule', field: 'scope' });
  });

  test('where the key’s own variable would be set to something else', async () => {
    expect(await failure({ set: { UNIZO_API_KEY: 'x' } })).toMatchObject({
      code: 'invalid-input',
      field: 'set',
    });
  });

  test('where a server of the name is not ours, and the file is left alone', async () => {
    const text = '{"mcpServers":{"unizo-development":{"command":"theirs"}}}';
    world.write(text);
    expect(await failure({})).toMatchObject({ code: 'forbidden-by-rule', field: 'server' });
    expect(world.text()).toBe(text);
    expect((await plan({ server: 'another' })).server).toBe('another');
  });

  test('where the server carries another key of ours', async () => {
    await world.deliver();
    const second = world.addKey({ name: 'Second' });
    const error = await failure({ keyId: second.id });
    expect(error).toMatchObject({ code: 'forbidden-by-rule', field: 'server' });
    expect(error.message).toContain('carries the key "CI" already');
  });

  test.each<[string, string | Uint8Array]>([
    ['comments', '{ // mine\n}'],
    ['a trailing comma', '{"a":1,}'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['a list', '[]'],
  ])('for a file with %s, which it names and leaves alone', async (_name, text) => {
    world.write(text);
    const error = await failure({});
    expect(error.code).toBe('file-refused');
    expect(error.message).toContain(world.file);
    expect(error.message).toContain('left alone');
    expect(error.next).not.toBeNull();
  });

  test('without a launcher: it never chooses inline by itself', async () => {
    const other = createDeliveringWorld({
      launcher: () => {
        throw new AppError('file-failed', { message: 'No Node was found.' });
      },
    });
    expect(await codeOf(() => other.delivering.plan(other.request()))).toBe('file-failed');
    other.write('{}');
    await other.deliver({ mechanism: 'inline' });
    expect(other.text()).toContain(VALUE);
    other.end();
  });
});
