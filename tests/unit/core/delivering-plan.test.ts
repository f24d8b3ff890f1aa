import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import type { Exporter } from '#core/ports/exporter.ts';
import type { Files } from '#core/ports/files.ts';
import {
  type ExportRequest,
  exportPlanSchema,
  serverNameSchema,
  targetSchema,
} from '#shared/model/delivery.ts';
import { claudeDesktop } from '../../../electron/exporters/claude-desktop.ts';
import { createDeliveringWorld, type DeliveringWorld, LAUNCHER } from './delivering-world.ts';
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
      server: 'unizo-dev',
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
        'unizo-dev': {
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
      'added     "unizo-dev": {',
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

  test('warns while the client runs, and of a value in the file', async () => {
    const asked: (readonly string[])[] = [];
    const running = async (names: readonly string[]) => {
      asked.push(names);
      return true;
    };
    const { warnings } = await createDelivering({ ...world.deps, running }).plan(
      world.request({ mechanism: 'inline' }),
    );
    expect(warnings).toEqual([
      expect.stringContaining('Claude Desktop is running'),
      expect.stringContaining('value itself'),
    ]);
    expect(asked[0]).toContain('Claude');
  });

  test('takes the first file that is there, names the others, and makes a new one where the target says', async () => {
    const [first, second, third] = ['1.json', '2.json', '3.json'].map((name) => join(world.home, name));
    const several: Exporter = {
      ...claudeDesktop,
      files: () => [first ?? '', second ?? '', third ?? ''],
      newFile: () => third ?? '',
    };
    const { plan: planned } = createDelivering({ ...world.deps, exporters: [several] });
    expect((await planned(world.request())).file).toBe(third);
    writeFileSync(third ?? '', '{}');
    writeFileSync(second ?? '', '{}');
    const made = await planned(world.request());
    expect(made.file).toBe(second);
    expect(made.warnings).toEqual([expect.stringContaining(third ?? '')]);
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
    expect(made.server).toMatch(/-dev$/);
  });
});

test('targets name the file, and the mechanisms that can be had', () => {
  const [target] = world.delivering.targets().map((found) => targetSchema.parse(found));
  expect(target).toEqual({
    id: 'claude-desktop',
    name: 'Claude Desktop',
    kind: 'file',
    takes: 'server',
    family: 'mcp',
    mechanisms: ['launcher', 'inline'],
    ways: { command: ['launcher', 'inline'], url: [] },
    files: [world.file],
    projectFile: null,
    importFile: null,
    provider: null,
    tried: false,
  });
});

test('a plan reads its own file and no other that holds a delivery', async () => {
  for (const name of ['one.json', 'two.json', 'three.json'])
    await world.deliver({ target: 'cursor', file: join(world.home, name) });
  const read: string[] = [];
  const snapshot: Files['snapshot'] = (path) => {
    read.push(path);
    return world.deps.files.snapshot(path);
  };
  const files = { ...world.deps.files, snapshot };
  await createDelivering({ ...world.deps, files }).plan(world.request());
  expect([...new Set(read)]).toEqual([world.file]);
});

test.each([
  ['of the server', { target: 'cursor', launch: { url: 'https://x.example/mcp?api_key=canary-123456' } }],
  [
    'of the call',
    { target: 'n8n', mechanism: 'inline', call: { url: 'https://x.example/?api_key=canary-123456' } },
  ],
] as const)('a secret in the URL %s is warned of, and its value is not told', async (_what, changes) => {
  const { warnings } = await world.delivering.plan(world.request(changes as never));
  expect(warnings).toContainEqual(expect.stringMatching(/^api_key in the URL looks like a secret/));
  expect(warnings.join()).not.toContain('canary');
});
