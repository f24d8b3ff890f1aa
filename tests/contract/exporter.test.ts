import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type Entry, type JsonValue, MASK, type Machine } from '#core/ports/exporter.ts';
import { type Launch, MECHANISMS, mechanismSchema, serverNameSchema } from '#shared/model/delivery.ts';
import { exporters } from '../../electron/exporters/index.ts';

// Every target is held to this. A fixture folder has `<case>.<mechanism>.in.<format>` (absent: there is no file)
// and `<case>.<mechanism>.out.<format>`: the same file with the entry below.

const SECRET = 'fixture-value-0123456789abcdef';
const COMMAND: Launch = { command: ['npx', '-y', '@unizo/mcp'] };
const REMOTE: Launch = { url: 'https://example.com/mcp' };
const entryFor = (mechanism: Entry['mechanism']): Entry => ({
  server: 'unizo-dev',
  keyId: '0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11',
  variable: 'UNIZO_API_KEY',
  set: { UNIZO_REGION: 'eu' },
  launch: COMMAND,
  reference: 'UNIZO_DEV_API_KEY',
  mechanism,
  launcher: ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'],
});

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
const OUT = /^(?<name>.+)\.(?<mechanism>[a-z]+)\.out\.(?<format>.+)$/;

interface Golden {
  readonly title: string;
  readonly mechanism: Entry['mechanism'];
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
      title: `${found.name}, ${found.mechanism}`,
      mechanism: mechanismSchema.parse(found.mechanism),
      before: existsSync(input) ? readFileSync(input, 'utf8') : '',
      after: readFileSync(join(folder, file), 'utf8'),
    };
  });
}

test('every id is there once', () => {
  expect(new Set(exporters.map(({ id }) => id)).size).toBe(exporters.length);
});

describe.each(exporters.map((exporter) => [exporter.id, exporter] as const))('%s', (id, exporter) => {
  const path = exporter.path('unizo-dev');
  const offered = exporter.choices(COMMAND).filter(({ possible }) => possible);
  const cases = goldens(id);

  test('judges each mechanism once, best first, with a reason in words', () => {
    for (const launch of [COMMAND, REMOTE]) {
      const choices = exporter.choices(launch);
      expect(choices.map(({ mechanism }) => mechanism)).toEqual(MECHANISMS);
      for (const { reason } of choices) expect(reason).toMatch(/^[A-Z].{20,}[.>…]$|^[A-Z].{20,}: .+$/);
    }
  });

  test.each(Object.entries(MACHINES))('knows whole paths on %s', (_name, machine) => {
    const files = exporter.files(machine);
    expect(files.length).toBeGreaterThan(0);
    for (const file of [...files, ...(exporter.newFile ? [exporter.newFile(machine)] : [])]) {
      expect(file).toMatch(ABSOLUTE[machine.platform]);
    }
    if (exporter.newFile) expect(files).toContain(exporter.newFile(machine));
  });

  test('has fixtures for no file, an empty one, neighbours, and every mechanism that it offers', () => {
    const names = cases.map(({ title }) => title.split(',')[0]);
    expect(names).toEqual(expect.arrayContaining(['absent', 'empty', 'neighbours']));
    expect(new Set(cases.map(({ mechanism }) => mechanism))).toEqual(
      new Set(offered.map(({ mechanism }) => mechanism)),
    );
  });

  describe.each(cases.map((golden) => [golden.title, golden] as const))('fixture %s', (_title, golden) => {
    const value = exporter.render(entryFor(golden.mechanism), () => SECRET);

    test('is written as it stands there', () => {
      expect(exporter.editor.put(golden.before, path, value)).toBe(golden.after);
    });

    test('is read back, and put a second time changes no byte', () => {
      expect(exporter.editor.read(golden.after, path)).toEqual(value);
      expect(exporter.editor.put(golden.after, path, value)).toBe(golden.after);
    });

    test('gives the bytes back when the entry is taken out, where the objects around it were there', () => {
      const scaffold = exporter.editor.put(golden.before, exporter.path('neighbour'), {});
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

  test.each(offered)('by $mechanism, the value is in the entry only where it is inline', ({ mechanism }) => {
    const entry = entryFor(mechanism);
    const text = JSON.stringify(exporter.render(entry, () => SECRET));
    expect(text.includes(SECRET)).toBe(mechanism === 'inline');
    expect(text).toContain('UNIZO_REGION');
    expect(text).toContain('UNIZO_API_KEY');
  });

  test.each(offered)(
    'by $mechanism, the entry as read conceals to what planning rendered',
    ({ mechanism }) => {
      const entry = entryFor(mechanism);
      const written: JsonValue = exporter.render(entry, () => SECRET);
      const planned = exporter.render(entry, () => MASK);
      expect(exporter.conceal(written, entry)).toEqual(planned);
      expect(exporter.conceal(planned, entry)).toEqual(planned);
    },
  );

  test.each([null, 'text', [], [SECRET], { env: null }, { env: [SECRET] }, { headers: 3 }])(
    'what somebody made of the entry conceals without a failure: %j',
    (value) => {
      for (const mechanism of MECHANISMS) {
        expect(exporter.conceal(value, { mechanism, variable: 'UNIZO_API_KEY' })).toBeDefined();
      }
    },
  );

  test('a broken file is refused with words, and an entry cannot be read from it', () => {
    const broken = cases.find(({ title }) => title.startsWith('neighbours'))?.after.slice(0, -20) ?? '';
    for (const work of [
      () => exporter.editor.put(broken, path, {}),
      () => exporter.editor.read(broken, path),
      () => exporter.editor.remove(broken, path),
      () => exporter.editor.mask(broken, null),
    ]) {
      expect(work).toThrow(AppError);
      expect(work).toThrow(/left alone/);
    }
  });

  test('a server’s name of any allowed form has a place of its own', () => {
    for (const name of ['a', 'A-b_9', 'constructor', 'x'.repeat(64)].map((text) =>
      serverNameSchema.parse(text),
    )) {
      const text = exporter.editor.put('', exporter.path(name), { command: 'x' });
      expect(exporter.editor.read(text, exporter.path(name))).toEqual({ command: 'x' });
      expect(exporter.editor.read(text, path)).toBeUndefined();
    }
  });
});
