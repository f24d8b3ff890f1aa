import { describe, expect, test } from 'vitest';
import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { json, jsonc } from '../../../electron/exporters/editors/json.ts';
import { toml } from '../../../electron/exporters/editors/toml.ts';
import { yaml, yamlListedBy } from '../../../electron/exporters/editors/yaml.ts';

const DOTS = '••••••••';
const SECRET = 'canary-of-mine';

/** Each place in a foreign config where people put secrets. */
const HIDDEN: Record<string, unknown> = {
  'a variable of the environment': { env: { ANYTHING: SECRET } },
  'a number in the environment': { env: { PIN: 48151623 } },
  'a header': { headers: { 'X-Thing': SECRET } },
  'something below a header': { headers: { list: [[SECRET]] } },
  'a name that says so': { apiKey: SECRET },
  'a password': { db: { Password: SECRET } },
  'a list under such a name': { tokens: [SECRET, SECRET] },
  'the value of an option': { args: ['--api-key', SECRET] },
  'an option with its value': { args: [`--token=${SECRET}`] },
  'curl’s way to give a header': { args: ['-H', SECRET] },
  'a header in one string': { args: ['--header', `X-Auth: ${SECRET}`] },
  'a bearer token': { note: `Bearer ${SECRET}` },
  'a user and password in a URL': { args: [`postgres://me:${SECRET}@host/db`] },
  'a token in a URL': { url: `https://host/sse?access_token=${SECRET}` },
  'a service’s own prefix': { x: `sk-${SECRET}` },
  'a long random string': { x: `q8Zr4${SECRET}Jd02Lm` },
  'a bare UUID': { args: ['0d9f3c1e-7a52-4c34-9f0e-canary00of00'] },
};

const EDITORS = { json, jsonc, toml, yaml, listed: yamlListedBy('name') };

const written = (editor: Editor, value: object) =>
  editor.put('', ['mcpServers', 'other'], { name: 'other', ...value } as JsonValue);

describe.each(Object.entries(EDITORS))('%s', (_format, editor) => {
  test.each(Object.entries(HIDDEN))('hides %s', (_name, value) => {
    const masked = editor.mask(written(editor, value as object), null);
    expect(masked).not.toContain('canary');
    expect(masked).not.toContain('48151623');
    expect(masked).toContain(DOTS);
  });
});

describe.each([
  { format: 'jsonc', editor: jsonc, mark: '// ', rest: '{}' },
  { format: 'toml', editor: toml, mark: '# ', rest: 'a = 1' },
  { format: 'yaml', editor: yaml, mark: '#', rest: 'a: 1' },
])('$format', ({ editor, mark, rest }) => {
  test.each(Object.entries(HIDDEN))('hides %s that was commented out', (_name, value) => {
    const text = `${written(editor, value as object).replace(/^/gm, mark)}\n${rest}`;
    const masked = editor.mask(text, null);
    expect(masked).not.toContain('canary');
    expect(masked).not.toContain('48151623');
    expect(masked.split('\n').length).toBe(text.split('\n').length);
  });
});

test.each([
  [{ command: 'npx', args: ['-y', '@scope/server-filesystem', '/home/me/Documents'] }],
  [{ theme: 'dark', window: { width: 1200 }, ok: true, none: null }],
  [{ url: 'https://example.com/mcp' }],
])('shows what is no secret: %j', (value) => {
  expect(json.mask(JSON.stringify(value), null)).toBe(JSON.stringify(value));
});

describe('the entry that holds none', () => {
  const text = JSON.stringify({
    mcpServers: { ours: { env: { REGION: 'eu' } }, theirs: { env: { REGION: SECRET } } },
    ours: { env: { REGION: SECRET } },
  });

  test('is shown as it is, and it alone', () => {
    const masked = json.mask(text, ['mcpServers', 'ours']);
    expect(masked).toContain('{"REGION":"eu"}');
    expect(masked).not.toContain(SECRET);
  });

  test('is masked like the rest where none is named', () => {
    expect(json.mask(text, null)).not.toContain('"eu"');
  });
});

test('lines stay lines, so that a diff of masked texts is the diff', () => {
  const text = '\uFEFF{\r\n  "env": {\r\n    "A": "b",\r\n    "N": 1\r\n  }\r\n}\r\n';
  expect(json.mask(text, null)).toBe(
    `\uFEFF{\r\n  "env": {\r\n    "A": "${DOTS}",\r\n    "N": "${DOTS}"\r\n  }\r\n}\r\n`,
  );
});
