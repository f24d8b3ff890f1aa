import fc from 'fast-check';
import { load, YAMLException } from 'js-yaml';
import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { json, jsonc, jsonWithComments } from '../../../electron/exporters/editors/json.ts';
import { toml } from '../../../electron/exporters/editors/toml.ts';
import { yaml, yamlListedBy } from '../../../electron/exporters/editors/yaml.ts';
import * as ofJson from './json-documents.ts';
import * as ofToml from './toml-documents.ts';
import * as ofYaml from './yaml-documents.ts';

// What a hand or a program broke in a file is left alone, or it was no harm: then all holds of it that holds of any
// document, by the word of a parser that is not ours.

const { RUNS, TIMEOUT_MS } = ofJson;
type Data = Readonly<Record<string, unknown>>;

/** Not that parser's own values: it takes the name `__proto__` for the prototype. */
function dataIn({ type, value, children = [] }: Node): unknown {
  if (type === 'array') return children.map(dataIn);
  if (type !== 'object') return value;
  const pairs = children.map(({ children: [key, item] = [] }) => [key?.value, item && dataIn(item)]);
  return Object.fromEntries(pairs);
}

interface Format {
  readonly name: string;
  readonly editor: Editor;
  readonly above: string;
  readonly texts: fc.Arbitrary<string>;
  readonly entry: fc.Arbitrary<unknown>;
  /** The strict parser of somebody else. @throws where it is broken; null: where it knows less than its format has */
  readonly data: (body: string) => unknown;
  readonly isList?: boolean;
  readonly runs?: number;
}

const jsonFormat = (name: string, editor: Editor, comments: boolean, trailingCommas: boolean): Format => ({
  name,
  editor,
  above: 'mcpServers',
  texts: ofJson.broken(ofJson.documents({ comments, trailingCommas }).document, [
    ...['', '', ',', ',,', '"', '\\', '}', ']', '{', '[', ':', '0', '-', 'null', '"a":1,', '\n', '\u00a0'],
    ...['/*', '*/', '//', '#', "'", '\0', '\uFEFF'],
  ]),
  entry: ofJson.entry,
  data: (body) => {
    const errors: ParseError[] = [];
    const options = { allowTrailingComma: trailingCommas, disallowComments: !comments };
    const tree = parseTree(body, errors, options);
    if (errors.length > 0 || tree === undefined) throw new SyntaxError('not JSON of this dialect');
    return dataIn(tree);
  },
});

const yamlFormat = (kind: 'map' | 'list', editor: Editor): Format => ({
  name: `YAML with a ${kind}`,
  editor,
  above: 'servers',
  texts: ofJson.broken(ofYaml.documents(kind), [
    ...[
      '',
      '',
      ',',
      '"',
      "'",
      ']',
      '[',
      '}',
      '{',
      ': ',
      ':',
      '- ',
      '-',
      ' ',
      '  ',
      ' #',
      '#',
      '? ',
      '|',
      '>',
    ],
    ...['\0', '\t', '\n', '\r', '\r\n', '&x ', '*x', '!', '%', '@', '---\n', '...\n', '<<: *x\n', 'a: 1\n'],
  ]),
  entry: ofYaml.entry,
  data: (body) => {
    try {
      return load(body) ?? {};
    } catch (error) {
      // It finds no document where there are comments alone.
      if (body.split(/[\r\n]/).every((line) => /^[ \t]*(#.*)?$/.test(line))) return {};
      // It refuses tags that it does not know, tabs that YAML allows, and more.
      if (error instanceof YAMLException) return null;
      throw error;
    }
  },
  isList: kind === 'list',
  // Two kinds of documents make one format, and its parser takes its time.
  runs: Math.ceil(RUNS / 2),
});

const FORMATS: readonly Format[] = [
  jsonFormat('JSON', json, false, false),
  jsonFormat('JSON with comments', jsonWithComments, true, false),
  jsonFormat('JSON with comments and trailing commas', jsonc, true, true),
  {
    name: 'TOML',
    editor: toml,
    above: 'mcp_servers',
    texts: ofJson.broken(ofToml.document, [
      ...['', '', ',', '"', "'", '"""', "'''", ']', '[', '[[', '=', '.', '0', '_', '#', '\\', '}', '{', '\t'],
      ...['\0', '\r', '\n', '\r\n', 'a = 1\n', '[a]\n', '[[a]]\n', '[mcp_servers.x]\n', 'mcp_servers = 1\n'],
    ]),
    entry: ofToml.entry,
    data: (body) => parseToml(body, { integersAsBigInt: 'asNeeded' }),
  },
  yamlFormat('map', yaml),
  yamlFormat('list', yamlListedBy('name')),
];

/** @returns null where the file was refused */
function unlessRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-refused') return null;
    throw error;
  }
}

function withOurs({ above, isList = false }: Format, before: unknown, ours: unknown): Data {
  const all = (before ?? {}) as Data;
  const servers = all[above];
  if (isList) return { ...all, [above]: [...((servers as unknown[] | null) ?? []), ours] };
  return { ...all, [above]: { ...(servers as object | null), ours } };
}

/** @returns whether it was changed, and not refused */
function holds(format: Format, text: string, first: JsonValue, second: JsonValue): boolean {
  const { editor, above, data } = format;
  const path = [above, 'ours'];
  const body = (of: string) => of.replace(/^\uFEFF/, '');
  const isBlank = /^[ \t\r\n]*$/.test(body(text));
  if (unlessRefused(() => editor.read(text, path)) !== undefined) return false;
  const added = unlessRefused(() => editor.put(text, path, first));
  if (added === null) return false;
  const before = (isBlank ? {} : data(body(text))) as Data | null;
  // What is made around an entry stays behind: only the bytes from before can tell that it was not there.
  const isWhole = before !== null && before[above] !== undefined && before[above] !== null;
  const others = (of: Data | null) => of && { ...of, [above]: null };
  const look = (of: string, ours: JsonValue) => {
    expect(editor.read(of, path)).toEqual(ours);
    // Where it can say nothing of the text before, what it says after tells nothing either: what it stopped at may be gone.
    if (before !== null) expect(data(body(of))).toEqual(withOurs(format, before, ours));
    const left = editor.remove(of, path);
    if (isWhole) expect(left).toBe(text);
    else if (before !== null) expect(others(data(body(left)) as Data | null)).toEqual(others(before));
  };
  if (!isBlank) expect(ofJson.isWithin(text, added)).toBe(true);
  expect(editor.put(added, path, first)).toBe(added);
  look(added, first);
  look(editor.put(added, path, second), second);
  return true;
}

describe.each(FORMATS)('$name', (format) => {
  test(
    'what is broken is left alone, and what is not is changed in our entry alone',
    () => {
      const { runs = RUNS } = format;
      let held = 0;
      fc.assert(
        fc.property(format.texts, format.entry, format.entry, (text, first, second) => {
          if (holds(format, text, first as JsonValue, second as JsonValue)) held += 1;
        }),
        { numRuns: runs },
      );
      // Both must have come about, or nothing was tried.
      expect(held).toBeGreaterThan(runs / 20);
      expect(held).toBeLessThan(runs);
    },
    TIMEOUT_MS,
  );
});
