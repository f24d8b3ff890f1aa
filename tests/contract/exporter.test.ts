import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import {
  type Entry,
  type Exporter,
  type JsonValue,
  MASK,
  type Machine,
  promptId,
  type ServerLaunch,
} from '#core/ports/exporter.ts';
import { MECHANISMS, mechanismSchema, serverNameSchema } from '#shared/model/delivery.ts';
import { exporters } from '../../electron/exporters/index.ts';

// Every target is held to this. A fixture folder has `<case>.<mechanism>.in.<format>` (absent: there is no file)
// and `<case>.<mechanism>.out.<format>`: the same file with the entry below; `<mechanism>-url` where it has a URL.

const SECRET = 'fixture-value-0123456789abcdef';
const LAUNCHES: Record<'command' | 'url', ServerLaunch> = {
  command: { command: ['npx', '-y', '@unizo/mcp'] },
  url: { url: 'https://example.com/mcp', header: { name: 'X-Api-Key', value: 'Key {}' } },
};
type Way = Pick<Entry, 'mechanism' | 'launch'> & { readonly title: string };
const entryFor = (exporter: Exporter, { mechanism, launch }: Pick<Entry, 'mechanism' | 'launch'>): Entry => ({
  server: 'unizo-dev',
  keyId: '0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11',
  delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
  variable: 'UNIZO_API_KEY',
  set: launch !== null && 'url' in launch ? {} : { UNIZO_REGION: 'eu' },
  launch,
  reference: exporter.keepsName?.(launch) === true ? 'UNIZO_API_KEY' : 'UNIZO_DEV_API_KEY',
  mechanism,
  launcher: ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'],
  platform: 'linux',
  file: '/home/me/config.json',
});

/** Every way in which a target takes a key. */
const waysOf = (exporter: Exporter): Way[] =>
  (['command', 'url'] as const).flatMap((kind) =>
    exporter
      .choices(LAUNCHES[kind])
      .filter(({ possible }) => possible)
      .map(({ mechanism }) => ({ mechanism, launch: LAUNCHES[kind], title: `${mechanism} for a ${kind}` })),
  );

const MACHINES: Record<string, Machine> = {
  linux: { platform: 'linux', home: '/home/me', env: {} },
  'linux with its own config folder': {
    platform: 'linux',
    home: '/home/me',
    env: { XDG_CONFIG_HOME: '/cfg' },
  },
  darwin: { platform: 'darwin', home: '/Users/me', env: {} },
  win32: {
    platform: 'win32',
    home: 'C:\\Users\\me',
    env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
  },
};
const ABSOLUTE = { linux: /^\//, darwin: /^\//, win32: /^[A-Z]:\\/ };

const FIXTURES = join(import.meta.dirname, '../fixtures/exporters');
const OUT = /^(?<name>.+)\.(?<mechanism>[a-z]+)(?<url>-url)?\.out\.(?<format>.+)$/;

interface Golden extends Way {
  readonly name: string;
  /** '' where there is no file. */
  readonly before: string;
  readonly after: string;
}

function goldens(id: string): readonly Golden[] {
  const folder = join(FIXTURES, id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const found = OUT.exec(file)?.groups;
    if (found === undefined) return [];
    const input = join(folder, file.replace('.out.', '.in.'));
    return {
      name: found.name ?? '',
      title: `${found.mechanism} for a ${found.url === undefined ? 'command' : 'url'}`,
      mechanism: mechanismSchema.parse(found.mechanism),
      launch: LAUNCHES[found.url === undefined ? 'command' : 'url'],
      before: existsSync(input) ? readFileSync(input, 'utf8') : '',
      after: readFileSync(join(folder, file), 'utf8'),
    };
  });
}

test.each([
  '',
  '-a',
  '_a',
  'a b',
  'a.b',
  'a/b',
  'a"b',
  'a\\',
  '__proto__',
  'ünizo',
  'a\n',
  '$HOME',
  'x'.repeat(65),
])('no server is called %j, which a client could take for something else', (name) =>
  expect(serverNameSchema.safeParse(name).success).toBe(false),
);

test('every id is there once', () => {
  expect(new Set(exporters.map(({ id }) => id)).size).toBe(exporters.length);
});

/** What a client starts for such an entry. */
function startedBy({ mechanism, launcher, keyId }: Entry) {
  const command = ['npx', '-y', '@unizo/mcp'];
  const exec = [...launcher, 'exec', '--key', `${keyId}=UNIZO_API_KEY`, '--', ...command];
  const isLauncher = mechanism === 'launcher';
  const env = { UNIZO_REGION: 'eu', ...(isLauncher ? {} : { UNIZO_API_KEY: SECRET }) };
  return { kind: 'started', command: isLauncher ? exec : command, env };
}

/** What it reaches. */
function reachedBy({ mechanism, keyId }: Entry) {
  const asked = { headers: {}, helper: expect.stringContaining(`headers --key ${keyId}`) };
  const written = { headers: { 'X-Api-Key': `Key ${SECRET}` }, helper: null };
  return { kind: 'reached', url: 'https://example.com/mcp', ...(mechanism === 'helper' ? asked : written) };
}

// What holds of entries that are variables stands in exporter-variable.test.ts.
const ofServers = exporters.filter(({ takes }) => takes === 'server');

describe.each(ofServers.map((exporter) => [exporter.id, exporter] as const))('%s', (id, exporter) => {
  const path = exporter.path('unizo-dev');
  const offered = waysOf(exporter);
  const cases = goldens(id);
  /** An entry of another server. */
  const entryOf = (server: string): JsonValue => {
    const [way] = offered;
    if (way === undefined) throw new Error('it offers nothing');
    const delivery = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
    return exporter.render({ ...entryFor(exporter, way), server, delivery }, () => SECRET);
  };

  test('judges each mechanism once, best first, with a reason in words', () => {
    for (const launch of Object.values(LAUNCHES)) {
      const choices = exporter.choices(launch);
      expect(choices.map(({ mechanism }) => mechanism)).toEqual(MECHANISMS);
      for (const { reason } of choices) expect(reason).toMatch(/^[A-Z].{20,}[.>…]$|^[A-Z].{20,}: .+$/);
    }
  });

  test.each(Object.entries(MACHINES))('knows whole paths on %s', (_name, machine) => {
    const files = exporter.files(machine);
    for (const file of [...files, ...(exporter.newFile ? [exporter.newFile(machine)] : [])]) {
      expect(file).toMatch(ABSOLUTE[machine.platform]);
    }
    if (exporter.newFile) expect(files).toContain(exporter.newFile(machine));
  });

  test('has fixtures for no file, an empty one, neighbours, and every mechanism that it offers', () => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['absent', 'empty', 'neighbours']));
    expect(new Set(cases.map(({ title }) => title))).toEqual(new Set(offered.map(({ title }) => title)));
  });

  describe.each(cases)('fixture $name, $title', (golden) => {
    const value = exporter.render(entryFor(exporter, golden), () => SECRET);

    test('is written as it stands there', () => {
      expect(exporter.editor.put(golden.before, path, value)).toBe(golden.after);
    });

    test('is read back, and put a second time changes no byte', () => {
      expect(exporter.editor.read(golden.after, path)).toEqual(value);
      expect(exporter.editor.put(golden.after, path, value)).toBe(golden.after);
    });

    test('gives the bytes back when the entry is taken out, where the objects around it were there', () => {
      const scaffold = exporter.editor.put(golden.before, exporter.path('neighbour'), entryOf('neighbour'));
      const added = exporter.editor.put(scaffold, path, value);
      expect(exporter.editor.remove(added, path)).toBe(scaffold);
      expect(exporter.editor.read(exporter.editor.remove(golden.after, path), path)).toBeUndefined();
    });

    test('shows nobody the value, or a neighbour’s', () => {
      const masked = exporter.editor.mask(golden.after, null);
      expect(masked).not.toContain(SECRET);
      expect(masked).not.toContain('theirs');
      expect(masked.split('\n').length).toBe(golden.after.split('\n').length);
    });
  });

  test.each(offered)('by $title, the value is in the entry only where it is inline', (way) => {
    const text = JSON.stringify(exporter.render(entryFor(exporter, way), () => SECRET));
    expect(text.includes(SECRET)).toBe(way.mechanism === 'inline');
    const told =
      way.launch === LAUNCHES.url
        ? ['https://example.com/mcp', 'X-Api-Key']
        : ['UNIZO_REGION', 'UNIZO_API_KEY'];
    for (const part of told) expect(text).toContain(part);
    const renamed = way.mechanism === 'reference' && exporter.keepsName?.(way.launch) !== true;
    expect(text.includes('UNIZO_DEV_API_KEY')).toBe(renamed);
  });

  test.each(offered)('by $title, the entry as read conceals to what planning rendered', (way) => {
    const entry = entryFor(exporter, way);
    const written: JsonValue = exporter.render(entry, () => SECRET);
    const planned = exporter.render(entry, () => MASK);
    expect(exporter.conceal(written, entry)).toEqual(exporter.conceal(planned, entry));
    expect(JSON.stringify(exporter.conceal(written, entry))).not.toContain(SECRET);
  });

  test.each(offered)('by $title, the client does with the entry what was asked for', (way) => {
    const entry = entryFor(exporter, way);
    const asked = way.mechanism === 'input' ? promptId(entry) : entry.reference;
    const names: string[] = [];
    const lookup = (name: string) => {
      names.push(name);
      return name === asked ? SECRET : null;
    };
    const read = exporter.readEntry?.(
      exporter.render(entry, () => SECRET),
      { file: entry.file, lookup },
    );
    expect(read).toMatchObject({ missing: [], unfilled: [] });
    expect(names).toEqual(['input', 'reference'].includes(way.mechanism) ? [asked] : []);
    expect(read?.launch).toEqual(way.launch === LAUNCHES.command ? startedBy(entry) : reachedBy(entry));
  });

  test.each([
    null,
    'text',
    [],
    {},
    { command: null, args: 'x', cmd: 3, url: 4, uri: [], environment: 5, env: 'x', headers: [], env_vars: 1 },
    { command: [], args: [null, 3] },
    { command: '', url: '' },
    { requestOptions: { headers: 'x' }, env_keys: 'x', env_http_headers: [null] },
  ])('what somebody made of the entry is read without a failure: %j', (value) => {
    const read = () => exporter.readEntry?.(value, { file: '/home/me/config.json', lookup: () => null });
    expect(read).not.toThrow();
  });

  test.each([
    null,
    'text',
    [],
    [SECRET],
    { env: null },
    { env: [SECRET] },
    { headers: 3 },
    { requestOptions: 'x' },
  ])('what somebody made of the entry conceals without a failure: %j', (value) => {
    for (const mechanism of MECHANISMS) {
      expect(exporter.conceal(value, { mechanism, variable: 'UNIZO_API_KEY' })).toBeDefined();
    }
  });

  test('a broken file is refused with words, and an entry cannot be read from it', () => {
    const broken = cases.find(({ name }) => name === 'neighbours')?.after.slice(0, -20) ?? '';
    for (const work of [
      () => exporter.editor.put(broken, path, entryOf('unizo-dev')),
      () => exporter.editor.read(broken, path),
      () => exporter.editor.remove(broken, path),
      () => exporter.editor.mask(broken, null),
    ]) {
      expect(work).toThrow(AppError);
      expect(work).toThrow(/left alone/);
    }
  });

  test('a server’s name of any allowed form has a place of its own', () => {
    for (const name of ['a', 'A-b_9', 'constructor', 'toString', 'hasOwnProperty', '0', 'x'.repeat(64)].map(
      (text) => serverNameSchema.parse(text),
    )) {
      const text = exporter.editor.put('', exporter.path(name), entryOf(name));
      expect(exporter.editor.read(text, exporter.path(name))).toEqual(entryOf(name));
      expect(exporter.editor.read(text, path)).toBeUndefined();
    }
  });
});
