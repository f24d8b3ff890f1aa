import fc from 'fast-check';
import { parse, TomlError } from 'smol-toml';
import { toml } from '../../../electron/exporters/editors/toml.ts';
import { accepts } from './refused.ts';

const blank = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 2 });
const comment = fc.constantFrom(
  '',
  '# c',
  '#',
  '# [mcp_servers.ours]',
  '# x = """ \t',
  '#\u00a0😀\u2028\u00a0',
  "# '''",
);
const basic = fc
  .string({
    unit: fc.constantFrom('a', 'é', '😀', '\\"', '\\\\', '\\n', '\\u0041', '#', '[', ' '),
    maxLength: 5,
  })
  .map((text) => `"${text}"`);
const literal = fc
  .string({ unit: fc.constantFrom('a', '"', '\\', '#', '😀', ']'), maxLength: 5 })
  .map((text) => `'${text}'`);
const many = fc.constantFrom(
  '"""\n[mcp_servers.ours]\nx = 1\n"""',
  "'''\r\n# no comment\r\n\\'''",
  '"""a""\\\n   b"""',
  '""""quoted""""',
);
const atom = fc.oneof(
  basic,
  literal,
  many,
  fc.constantFrom('1', '0xDEAD', '1_000', '9223372036854775807', '-0.0', 'inf', '1e6', 'true', 'false'),
  fc.constantFrom('1979-05-27 07:32:00Z', '1979-05-27', '07:32:00', '1979-05-27T00:32:00.999999-07:00'),
);
const inside = fc.constantFrom('', ' ', '\n', ' # x ] "\n', '\r\n\t');
export const key = fc.oneof(
  fc.constantFrom('a', 'b-c', '1', 'ours', '__proto__', 'constructor', '"a b"', "'q.r'", '""', '"é\\u0041"'),
  basic.filter((text) => !text.includes('\\n')),
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(fc.array(tie('value'), { maxLength: 3 }), inside, fc.boolean())
      .map(
        ([items, gap, comma]) =>
          `[${gap}${items.join(`${gap},${gap}`)}${comma && items.length > 0 ? ',' : ''}${gap}]`,
      ),
    fc
      .tuple(fc.uniqueArray(key, { maxLength: 3 }), tie('value'), blank)
      .map(
        ([keys, item, gap]) =>
          `{${gap}${keys.map((name) => `${name}${gap}=${gap}${item}`).join(`${gap},${gap}`)}${gap}}`,
      ),
  ),
}));

const line = fc.tuple(blank, blank, comment).map(([a, b, words]) => ({ indent: a, tail: `${b}${words}` }));
const pair = fc
  .tuple(key, value, line, blank)
  .map(([name, item, { indent, tail }, gap]) => `${indent}${name}${gap}=${gap}${item}${tail}`);
const between = fc.array(
  line.map(({ indent, tail }) => indent + tail),
  { maxLength: 2 },
);
const header = fc.oneof(
  key.filter((name) => name !== 'ours').map((name) => `[mcp_servers.${name}]`),
  fc.tuple(key, key).map(([a, b]) => `[ "mcp_servers" . ${a === 'ours' ? 'x' : a}.${b} ]`),
  key.map((name) => `[${name}]`),
  key.map((name) => `[[list.${name}]]`),
  fc.constantFrom('[mcp_servers]', "[projects.'/home/x']"),
);
const table = fc
  .tuple(header, line, fc.array(pair, { maxLength: 3 }), between)
  .map(([head, { indent, tail }, pairs, notes]) => [`${indent}${head}${tail}`, ...pairs, ...notes]);
const root = fc.oneof(
  fc.constant<string[]>([]),
  fc.array(pair, { maxLength: 2 }),
  fc.constantFrom(['mcp_servers = { }'], ["mcp_servers.'a'.b = 1 # x"], ["'mcp_servers'={a={b=1},c.d=2}"]),
);

export function isOthersToml(written: string): boolean {
  try {
    parse(written.replace(/^\uFEFF/, ''));
    return true;
  } catch (error) {
    if (error instanceof TomlError) return false;
    throw error;
  }
}
export const isBlank = (written: string) => /^\uFEFF?[ \t\r\n]*$/.test(written);
export const isToml = (written: string) => isOthersToml(written) && accepts(() => toml.mask(written, null));

/** Lines that are legal one by one; those that are not legal together are left out. */
export const document = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    root,
    between,
    fc.array(table, { maxLength: 4 }),
    fc.constantFrom('\n', '\r\n'),
    fc.nat(2),
  )
  .map(([mark, pairs, notes, tables, eol, ends]) => {
    const body = [...pairs, ...notes, ...tables.flat()].join(eol);
    return mark + body + eol.repeat(ends);
  })
  .filter((written) => !isBlank(written) && isToml(written));

const text = fc.string({ unit: 'binary' }).map((any) => any.toWellFormed());
export const entry = fc.record({
  command: text,
  args: fc.array(text, { maxLength: 3 }),
  startup_timeout_sec: fc.oneof(fc.integer(), fc.constant(1.5)),
  enabled: fc.boolean(),
  env: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }),
});
