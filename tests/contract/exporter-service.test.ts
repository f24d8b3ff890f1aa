import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Entry, type JsonValue, MASK, type Machine, type ServiceCall } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, mechanismSchema } from '#shared/model/delivery.ts';
import { exporters } from '../../electron/exporters/index.ts';

// Every target that imports whole files of ours is held to this. A fixture folder has `<mechanism>-header` and
// `<mechanism>-query`, each a folder with all files that an export writes for the entry below.

const SECRET = 'fixture-value-0123456789abcdef';
const CALLS: Record<'header' | 'query', ServiceCall> = {
  header: { url: 'https://api.example.com/v1/', header: { name: 'X-Api-Key', value: 'Key {}' } },
  query: { url: 'https://api.example.com/v1/', query: 'api_key' },
};
const LINUX: Machine = { platform: 'linux', home: '/home/me', env: {} };
const FIXTURES = join(import.meta.dirname, '../fixtures/exporters');
const ofServices = exporters.flatMap((exporter) =>
  exporter.own === undefined ? [] : [[exporter.id, exporter, exporter.own] as const],
);

test('files of our own are made of calls, and calls are made into files of our own', () => {
  const byCall = exporters.filter(({ takes }) => takes === 'service').map(({ id }) => id);
  expect(ofServices.map(([id]) => id)).toEqual(byCall);
});

describe.each(ofServices)('%s', (id, exporter, own) => {
  const entryOf = (mechanism: Mechanism, call: ServiceCall): Entry => ({
    server: 'Unizo-dev',
    keyId: '0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11',
    delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
    variable: '',
    set: {},
    launch: null,
    call,
    reference: '',
    mechanism,
    launcher: [],
    platform: 'linux',
    file: own.place(LINUX, 'Unizo-dev'),
  });
  const possible = exporter.choices(null).filter((choice) => choice.possible);
  const ways = possible.flatMap(({ mechanism }) =>
    (['header', 'query'] as const).map((place) => ({
      mechanism,
      place,
      entry: entryOf(mechanism, CALLS[place]),
    })),
  );
  const render = (entry: Entry): JsonValue => exporter.render(entry, () => SECRET);

  test('judges each mechanism once, best first, with a reason in words', () => {
    expect(exporter.choices(null).map(({ mechanism }) => mechanism)).toEqual(MECHANISMS);
    for (const { reason } of exporter.choices(null)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    for (const mechanism of MECHANISMS.filter((each) => !possible.some((way) => way.mechanism === each))) {
      expect(() => render(entryOf(mechanism, CALLS.header))).toThrow('not offered');
    }
  });

  test('has a place for each name, and on Windows a path of Windows', () => {
    expect(own.place(LINUX, 'a')).toMatch(/^\/home\/me\/keyrack-exports\//);
    expect(own.place(LINUX, 'a')).not.toBe(own.place(LINUX, 'b'));
    const windows = own.place({ platform: 'win32', home: 'C:\\Users\\me', env: {} }, 'a');
    expect(windows).toMatch(/^C:\\Users\\me\\keyrack-exports\\[^/]+$/);
    const entry: Entry = { ...ways[0]?.entry, file: windows, platform: 'win32' } as Entry;
    for (const { file } of own.companions(entry, render(entry))) expect(file).toMatch(/^C:\\[^/]+$/);
  });

  test('has fixtures of all ways, and no others', () => {
    const names = ways.map(({ mechanism, place }) => `${mechanism}-${place}`);
    expect(readdirSync(join(FIXTURES, id)).sort()).toEqual(names.sort());
    for (const name of names) expect(mechanismSchema.safeParse(name.split('-')[0]).success).toBe(true);
  });

  describe.each(ways)('by $mechanism, in the $place', ({ mechanism, place, entry }) => {
    const value = render(entry);
    const text = exporter.editor.put('', [], value);
    const companions = own.companions(entry, value);
    const folder = join(FIXTURES, id, `${mechanism}-${place}`);

    test.each([{ file: entry.file, text }, ...companions])(
      'is written as it stands there: $file',
      async (file) => {
        await expect(file.text).toMatchFileSnapshot(join(folder, basename(file.file)));
      },
    );

    test('writes nothing else', () => {
      const files = [entry.file, ...companions.map(({ file }) => file)].map((file) => basename(file));
      expect(readdirSync(folder).sort()).toEqual(files.sort());
      expect(new Set(files).size).toBe(files.length);
    });

    test('holds the value only where it is inline, and never beside the file', () => {
      expect(text.includes(SECRET)).toBe(mechanism === 'inline');
      for (const companion of companions) expect(companion.text).not.toContain(SECRET);
      const all = [text, ...companions.map((companion) => companion.text), ...own.afterwards(entry)].join(
        '\n',
      );
      expect(all).toContain('https://api.example.com/v1/');
      expect(all).toContain(place === 'header' ? 'X-Api-Key' : 'api_key');
    });

    test('is read back, and not once a byte of it was changed', () => {
      expect(exporter.editor.read(text, [])).toEqual(value);
      expect(exporter.editor.read('', [])).toBeUndefined();
      for (const other of [
        `${text} `,
        text.slice(0, -1),
        text.replace('{', '{ '),
        '{',
        'theirs',
        `\uFEFF${text}`,
      ]) {
        expect(exporter.editor.read(other, [])).toBe(other);
      }
    });

    test('conceals to what planning rendered, and shows nobody the value', () => {
      const planned = exporter.render(entry, () => MASK);
      expect(exporter.conceal(value, entry)).toEqual(exporter.conceal(planned, entry));
      expect(JSON.stringify(exporter.conceal(value, entry))).not.toContain(SECRET);
      expect(exporter.editor.mask(text, null)).not.toContain(SECRET);
    });

    test('tells what is left to do, in words that name the file', () => {
      const told = own.afterwards(entry).join('\n');
      expect(told).toContain(entry.file);
      expect(told).toContain(`keyrack unexport ${entry.delivery} --imported`);
      expect(told).not.toContain(SECRET);
    });
  });

  test.each([null, 'text', [], [SECRET], { data: null }, [{ data: [SECRET] }], { flow: 3 }])(
    'what somebody made of the file conceals without a failure: %j',
    (value) => {
      for (const mechanism of MECHANISMS)
        expect(exporter.conceal(value, { mechanism, variable: '' })).toBeDefined();
    },
  );

  test('has its fixtures in a folder of its own', () => expect(existsSync(join(FIXTURES, id))).toBe(true));
});
