import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type Entry, MASK } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism } from '#shared/model/delivery.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { exporters } from '../../electron/exporters/index.ts';

// Every target whose entries are variables is held to this. A fixture folder has `<case>.in.<ending>` (absent: there is
// no file) and `<case>.out.<ending>`: the same file with the entry below; `broken….in.<ending>` is refused. The file's
// name is a dot and the ending. A case that is named after a mechanism is written by that, the others are inline.

const SECRET = 'fixture-value-0123456789abcdef';
const VARIABLE = 'UNIZO_API_KEY';
const FIXTURES = join(import.meta.dirname, '../fixtures/exporters');

const ID = '5b1f2c3d-8a4e-4f60-9b7c-2d1e0f3a4b5c';

const entryIn = (file: string, mechanism: Mechanism = 'inline'): Entry => ({
  server: VARIABLE,
  keyId: '0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11',
  delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
  variable: VARIABLE,
  set: {},
  launch: null,
  reference: 'UNIZO_DEV_API_KEY',
  mechanism,
  launcher: [],
  platform: 'linux',
  file,
});

interface Golden {
  readonly name: string;
  readonly mechanism: Mechanism;
  readonly file: string;
  /** '' where there is no file. */
  readonly before: string;
  readonly after: string;
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function goldens(id: string): readonly Golden[] {
  const folder = join(FIXTURES, id);
  return readdirSync(folder)
    .filter((file) => file.includes('.out.'))
    .map((file) => {
      const [name = '', , ending = ''] = file.split('.');
      const before = read(join(folder, file.replace('.out.', '.in.')));
      const mechanism = MECHANISMS.find((each) => each === name) ?? 'inline';
      return { name, mechanism, file: `/home/me/.${ending}`, before, after: read(join(folder, file)) };
    });
}

const ofVariables = exporters.filter(({ takes }) => takes === 'variable');

describe.each(ofVariables.map((exporter) => [exporter.id, exporter] as const))('%s', (id, exporter) => {
  const { editor } = exporter;
  const path = exporter.path(VARIABLE);
  const cases = goldens(id);
  const valueIn = (file: string, mechanism?: Mechanism) =>
    exporter.render(entryIn(file, mechanism), () => SECRET);
  /** As delivering does it: a new or blank file begins with what its program wants. */
  const framed = (text: string, file: string) =>
    text.trim() === '' ? (exporter.frame?.(file, ID) ?? text) : text;

  test('takes the value where the user wants that, and has a fixture for whatever else it offers', () => {
    const choices = exporter.choices(null);
    expect(choices.map(({ mechanism }) => mechanism)).toEqual(MECHANISMS);
    const possible = choices.filter((choice) => choice.possible).map(({ mechanism }) => mechanism);
    expect(new Set(possible)).toEqual(new Set(['inline', ...cases.map(({ mechanism }) => mechanism)]));
    for (const mechanism of MECHANISMS.filter((each) => !possible.includes(each))) {
      expect(() => valueIn(cases[0]?.file ?? '', mechanism)).toThrow('not offered');
    }
  });

  test('has fixtures for no file, an empty one and neighbours, and a broken one', () => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['absent', 'empty', 'neighbours']));
    expect(readdirSync(join(FIXTURES, id)).some((file) => file.startsWith('broken.in.'))).toBe(true);
  });

  describe.each(cases)('fixture $name of $file', ({ file, mechanism, before: there, after }) => {
    const value = valueIn(file, mechanism);
    const before = framed(there, file);

    test('is written as it stands there, and put a second time changes no byte', () => {
      expect(editor.put(before, path, value)).toBe(after);
      expect(editor.put(after, path, value)).toBe(after);
    });

    test('is read back, and taken out gives the bytes before', () => {
      expect(editor.read(before, path)).toBeUndefined();
      expect(editor.read(after, path)).toEqual(value);
      const lookup = (name: string) => (name === entryIn(file, mechanism).reference ? SECRET : null);
      expect(exporter.readValue?.(editor.read(after, path) ?? null, lookup)).toBe(SECRET);
      expect(editor.remove(after, path)).toBe(before);
    });

    test('shows nobody the value, or a neighbour’s', () => {
      const masked = editor.mask(after, path);
      expect(masked).toContain(VARIABLE);
      expect(masked).toContain(MASK);
      expect(after.includes(SECRET)).toBe(mechanism === 'inline');
      expect(masked).not.toMatch(new RegExp(`${SECRET}|theirs`));
      expect(masked.split('\n').length).toBe(after.split('\n').length);
    });

    test('conceals to what planning rendered', () => {
      const entry = entryIn(file, mechanism);
      const planned = exporter.render(entry, () => MASK);
      expect(exporter.conceal(value, entry)).toEqual(planned);
      expect(exporter.conceal(planned, entry)).toEqual(planned);
      expect(editor.read(editor.put(before, path, planned), path)).toEqual(planned);
    });

    test('a variable of any allowed name has a place of its own', () => {
      for (const name of [
        'a',
        'A_9',
        '_',
        'constructor',
        'X'.repeat(128),
        `${VARIABLE}_2`,
        `MY_${VARIABLE}`,
      ]) {
        const at = exporter.path(variableSchema.parse(name));
        const its = exporter.render({ ...entryIn(file, mechanism), variable: name }, () => SECRET);
        const text = editor.put(before, at, its);
        expect(editor.read(text, at)).toEqual(its);
        expect(editor.read(text, path)).toBeUndefined();
        expect(editor.remove(editor.put(text, path, value), at)).toBe(after);
      }
    });
  });

  test.each([null, 'text', [], [SECRET], { value: [SECRET] }, { value: 3 }])(
    'what somebody made of the entry conceals without a failure: %j',
    (value) => {
      expect(exporter.conceal(value, { mechanism: 'inline', variable: VARIABLE })).toBeDefined();
    },
  );

  test('a broken file is refused with words, none of them from the file', () => {
    for (const file of readdirSync(join(FIXTURES, id)).filter((each) => /^broken.*\.in\./.test(each))) {
      const broken = read(join(FIXTURES, id, file));
      const value = valueIn(`/home/me/.${file.split('.').at(-1)}`);
      expect(() => editor.put(broken, path, value)).toThrow(AppError);
      expect(() => editor.put(broken, path, value)).toThrow(/left alone/);
      expect(() => editor.put(broken, path, value)).not.toThrow(/theirs/);
    }
  });
});
