import { describe, expect, test } from 'vitest';
import { toml } from '../../../electron/exporters/editors/toml.ts';
import { refusal } from './refused.ts';

const PATH = ['mcp_servers', 'ours'];
const ENTRY = { command: 'x', args: ['-y', 'é'], env: { A: 'b' } };
const OURS = '[mcp_servers.ours]\ncommand = "x"\nargs = ["-y", "é"]\nenv = { A = "b" }';

describe('an entry is written where a person would write it', () => {
  test.each<[string, string, string]>([
    ['at the end', 'model = "o"\n', `model = "o"\n\n${OURS}\n`],
    ['at the end of a file without a last line break', '[a]\nb = 1 # x', `[a]\nb = 1 # x\n\n${OURS}`],
    ['behind comments alone', '# mine\n', `# mine\n\n${OURS}\n`],
    ['with the line ends of the file', 'a = 1\r\n', `a = 1\r\n\r\n${OURS.replaceAll('\n', '\r\n')}\r\n`],
    ['behind a byte order mark', '\uFEFFa = 1\n', `\uFEFFa = 1\n\n${OURS}\n`],
    [
      'behind its neighbours and the comment on their last line',
      '[mcp_servers.a]\ncommand = "y" # a\n\n# about b\n[b]\n',
      `[mcp_servers.a]\ncommand = "y" # a\n\n${OURS}\n\n# about b\n[b]\n`,
    ],
    [
      'behind what was commented out of its neighbour',
      '[mcp_servers.a]\ncommand = "y"\n# cwd = "z"\n# enabled = false\n\n[b]\n',
      `[mcp_servers.a]\ncommand = "y"\n# cwd = "z"\n# enabled = false\n\n${OURS}\n\n[b]\n`,
    ],
    [
      'before a comment that is about the next table',
      '[mcp_servers.a]\n# about b\n[b]\n',
      `[mcp_servers.a]\n\n${OURS}\n# about b\n[b]\n`,
    ],
    [
      'with tables below it where its neighbour has them',
      '[mcp_servers.a]\n  command = "y"\n\n[mcp_servers.a.env]\nB = "c"\n',
      '[mcp_servers.a]\n  command = "y"\n\n[mcp_servers.a.env]\nB = "c"\n\n' +
        '[mcp_servers.ours]\n  command = "x"\n  args = ["-y", "é"]\n\n[mcp_servers.ours.env]\n  A = "b"\n',
    ],
    [
      'beside dotted keys',
      'mcp_servers.a.command = "y"\n\n[b]\n',
      `mcp_servers.a.command = "y"\n\n[b]\n\n${OURS}\n`,
    ],
    [
      'in the braces that hold its neighbours',
      'mcp_servers = { a = { command = "y" } } # z\n',
      'mcp_servers = { a = { command = "y" }, ours = { command = "x", args = ["-y", "é"], env = { A = "b" } } } # z\n',
    ],
    [
      'as tight as they are',
      'mcp_servers={a={command="y"}}\n',
      'mcp_servers={a={command="y"},ours={command="x",args=["-y","é"],env={A="b"}}}\n',
    ],
    [
      'in empty braces',
      'mcp_servers = { }\n',
      'mcp_servers = { ours = { command = "x", args = ["-y", "é"], env = { A = "b" } } }\n',
    ],
    [
      'not where a string only looks like a table',
      'a = """\n[mcp_servers.a]\n"""\nb = 1\n',
      `a = """\n[mcp_servers.a]\n"""\nb = 1\n\n${OURS}\n`,
    ],
  ])('%s', (_name, text, expected) => {
    const put = toml.put(text, PATH, ENTRY);
    expect(put).toBe(expected);
    expect(toml.read(put, PATH)).toEqual(ENTRY);
    expect(toml.put(put, PATH, ENTRY)).toBe(put);
    expect(toml.remove(put, PATH)).toBe(text);
  });

  test('as a document of its own where there is none', () => {
    expect(toml.put('', PATH, ENTRY)).toBe(`${OURS}\n`);
    expect(toml.put('\uFEFF\r\n', PATH, ENTRY)).toBe(`\uFEFF${OURS.replaceAll('\n', '\r\n')}\r\n`);
    expect(toml.remove(`${OURS}\n`, PATH)).toBe('');
    expect(toml.read(' \n', PATH)).toBeUndefined();
    expect(toml.remove('', PATH)).toBe('');
    expect(toml.mask('', null)).toBe('');
  });

  test('with names quoted that need it', () => {
    expect(toml.put('', ['mcp_servers', 'a b."c'], { 'X-Y': 'é\u007f\n', 'a.b': 1 })).toBe(
      '[mcp_servers."a b.\\"c"]\nX-Y = "é\\u007F\\n"\n"a.b" = 1\n',
    );
  });
});

describe('an entry is found however it is written', () => {
  const forms: Record<string, string> = {
    'a table': '[mcp_servers.ours]\ncommand = "x"\nargs = []\n',
    'a table with a quoted name': '[ mcp_servers . "ours" ] # c\ncommand = "x"\nargs = []\n',
    'a table with tables below':
      '[mcp_servers.ours]\ncommand = "x"\nargs = []\n[b]\n[mcp_servers.ours.env]\nA = "1"\n',
    'only a table below': '[mcp_servers.ours.env]\nA = "1"\n',
    'dotted keys': 'mcp_servers.ours.command = "x"\nz = 1\nmcp_servers."ours".args = []\n',
    'dotted keys in a table': '[mcp_servers]\n  ours.command = "x" # c\n  ours.env = { A = "1" }\n',
    'braces in a table': '[mcp_servers]\n\'ours\' = { command = "x" }\nb = {}\n',
    'braces in braces': 'mcp_servers = { a = 1, ours = { command = "x" }, b = 2 }\n',
    'a list of tables below': '[mcp_servers.ours]\ncommand = "x"\n[[mcp_servers.ours.tools]]\na = 1\n',
  };
  test.each(Object.entries(forms))('%s', (_name, text) => {
    expect(toml.read(text, PATH)).toMatchObject({});
    const changed = toml.put(text, PATH, ENTRY);
    expect(toml.read(changed, PATH)).toEqual(ENTRY);
    expect(toml.put(changed, PATH, ENTRY)).toBe(changed);
    expect(toml.read(toml.remove(text, PATH), PATH)).toBeUndefined();
    expect(toml.read(toml.remove(changed, PATH), PATH)).toBeUndefined();
  });

  test('and goes without harm to what stands around', () => {
    expect(toml.remove(`# a\n[mcp_servers.ours]\nx = 1\n# not ours\n\n[mcp_servers.b]\n`, PATH)).toBe(
      '# a\n# not ours\n\n[mcp_servers.b]\n',
    );
    expect(toml.remove(`[mcp_servers.ours]\nx = 1\n\n[mcp_servers.b]\ny = 2\n`, PATH)).toBe(
      '[mcp_servers.b]\ny = 2\n',
    );
    expect(toml.remove('[mcp_servers]\n# a\nours = 1 # about it\nb = 2', PATH)).toBe(
      '[mcp_servers]\n# a\n # about it\nb = 2',
    );
    expect(toml.remove('mcp_servers = {ours = 1, b = 2}', PATH)).toBe('mcp_servers = {b = 2}');
  });

  test('its own header stays as it is written', () => {
    expect(toml.put('[ mcp_servers . "ours" ] # c\ncommand = "y"\n', PATH, { command: 'x' })).toBe(
      '[ mcp_servers . "ours" ] # c\ncommand = "x"\n',
    );
  });
});

describe('a document that is refused', () => {
  test.each([
    ['a comma behind the last in braces (TOML 1.1)', 'a = { b = 1, }', 'Not valid TOML at line 1, column 14'],
    ['a key twice', 'a = 1\na = 2', 'Not valid TOML at line 2'],
    ['our table twice', '[mcp_servers.ours]\n[mcp_servers.ours]', 'Not valid TOML at line 2'],
    ['our table twice, once quoted', '[mcp_servers.ours]\n[mcp_servers."ours"]', 'Not valid TOML at line 2'],
    [
      'our table as braces too',
      'mcp_servers = { ours = {} }\n[mcp_servers.ours]',
      'Not valid TOML at line 2',
    ],
    ['JSON', '{"mcp_servers": {}}', 'Not valid TOML at line 1, column 1'],
    ['a string without an end', 'a = "b\n', 'Not valid TOML'],
    ['a CR alone', 'a = 1\rb = 2', 'Not valid TOML'],
    ['NUL bytes', '\0\0', 'Not valid TOML'],
    ['a date that is none', 'a = 2021-02-30', 'Not valid TOML'],
    [
      'servers that are a list of tables',
      '[[mcp_servers]]\n',
      '“mcp_servers” is a list, not a table (line 1',
    ],
    ['servers that are a string', 'mcp_servers = ""', '“mcp_servers” is a value, not a table (line 1'],
    ['servers that are a list', 'x = 1\nmcp_servers = []', '“mcp_servers” is a list, not a table (line 2'],
    ['depth', `a = ${'['.repeat(50_000)}`, 'Not valid TOML'],
    ['depth that ends', `a = ${'{b='.repeat(50_000)}1${'}'.repeat(50_000)}`, 'nested too deeply'],
  ])('%s', (_name, text, words) => {
    for (const work of [
      () => toml.put(text, PATH, ENTRY),
      () => toml.read(text, PATH),
      () => toml.remove(text, PATH),
    ]) {
      const message = refusal(work);
      expect(message).toContain(words);
      expect(message).toContain('left alone');
    }
  });

  test('where the entry is spread over two forms', () => {
    const text = '[mcp_servers]\nours.command = "y"\n[mcp_servers.ours.env]\nA = "1"\n';
    expect(refusal(() => toml.put(text, PATH, ENTRY))).toContain('cannot change (line 2');
  });

  test('where the value has a part that TOML cannot say', () => {
    expect(refusal(() => toml.put('', PATH, { a: null }))).toContain('no word for an empty value');
  });

  test('quotes nothing of the file', () => {
    const message = refusal(() => toml.put('API_KEY = "sk-canary-0123456789" x', PATH, ENTRY));
    expect(message).not.toContain('canary');
    expect(message).not.toContain('API_KEY');
  });
});

test('names that every object inherits are names like any other', () => {
  const text = '[__proto__]\na = 1\n[mcp_servers.constructor]\nb = 2\n';
  expect(toml.read(text, ['mcp_servers', 'toString'])).toBeUndefined();
  expect(toml.read('', ['constructor', 'name'])).toBeUndefined();
  const put = toml.put(text, ['mcp_servers', '__proto__'], ENTRY);
  expect(toml.read(put, ['mcp_servers', '__proto__'])).toEqual(ENTRY);
  expect(toml.remove(put, ['mcp_servers', '__proto__'])).toBe(text);
});

describe('for people’s eyes', () => {
  test('values that may be secret are dots, and lines stay lines', () => {
    const text =
      '# my servers\n# env = { PIN = "canary" }\n[mcp_servers.a]\ncommand = "npx" # why\nargs = ["--api-key", "canary"]\n' +
      'env = { PIN = 4711, "A" = """\ncanary\n""" }\nhttp_headers.X = \'canary\'\n[mcp_servers.b.env]\nB = "canary" # B=canary';
    expect(toml.mask(text, null)).toBe(
      '# my servers\n# ••••••••\n[mcp_servers.a]\ncommand = "npx" # why\nargs = ["--api-key", "••••••••"]\n' +
        'env = { PIN = "••••••••", "A" = "••••••••"\n\n }\nhttp_headers.X = "••••••••"\n[mcp_servers.b.env]\nB = "••••••••" # ••••••••',
    );
  });

  test('the entry that holds none is shown', () => {
    const text = '[mcp_servers.ours]\nenv = { A = "eu" }\n[mcp_servers.b]\nenv.A = "canary"\n';
    const masked = toml.mask(text, PATH);
    expect(masked).toContain('"eu"');
    expect(masked).not.toContain('canary');
  });
});
