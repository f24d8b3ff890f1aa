import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Entry, FileExporter, JsonValue, ServiceCall } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { canStandInHeader, fillHeader, parseHeader } from '#shared/text/header-template.ts';
import { make } from '../../../electron/exporters/make.ts';
import { makeLegacy } from '../../../electron/exporters/make-legacy.ts';
import { n8n } from '../../../electron/exporters/n8n.ts';
import { zapier } from '../../../electron/exporters/zapier.ts';

const HOSTILE = [
  '=$json.x',
  '={{ 1 }}',
  '{{ $env.HOME }}',
  '{{bundle.inputData.url}}',
  'a"b',
  "a'b",
  'a\\b\\',
  'line\nend\r\n',
  '$HOME$\u007bHOME}$(id)`id`',
  '</script>',
  'ünï\u2028\u2029\u{1F511}',
  '{}',
  '__proto__',
  '$&$1',
  ' ',
];

const entryOf = (call: ServiceCall, mechanism: Mechanism, exporter: FileExporter): Entry => ({
  server: 'unizo-dev',
  keyId: 'k',
  delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
  variable: '',
  set: {},
  launch: null,
  call,
  reference: '',
  mechanism,
  launcher: [],
  platform: 'linux',
  file: exporter.own?.place({ platform: 'linux', home: '/home/me', env: {} }, 'unizo-dev') ?? '',
});

/** The file as its program parses it. */
function parsed(exporter: FileExporter, entry: Entry, secret: string) {
  const value = exporter.render(entry, () => secret);
  const text = exporter.editor.put('', [], value);
  return { value, data: JSON.parse(text) };
}

const header = (text: string): ServiceCall => {
  const parts = parseHeader(text);
  if (parts === null) throw new Error(text);
  return { url: 'https://api.example.com/', header: parts };
};
const QUERY: ServiceCall = { url: 'https://api.example.com/', query: 'api_key' };

/** What n8n would send, as its credentials read it: HttpHeaderAuth, HttpBearerAuth, HttpQueryAuth, HttpCustomAuth. */
function sentByN8n(credential: { type: string; data: Record<string, string> }) {
  const { type, data } = credential;
  // n8n takes such a text for an expression, and evaluates it (n8n-workflow, isExpression).
  for (const text of Object.values(data)) expect(text.startsWith('=')).toBe(false);
  switch (type) {
    case 'httpBearerAuth':
      return { headers: { Authorization: `Bearer ${data.token}` } };
    case 'httpHeaderAuth':
      return { headers: { [data.name ?? '']: data.value } };
    case 'httpQueryAuth':
      return { qs: { [data.name ?? '']: data.value } };
    case 'httpCustomAuth':
      return JSON.parse(data.json ?? '');
    default:
      throw new Error(type);
  }
}

const anyValue = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...HOSTILE));
const anyHeader = fc.constantFrom(
  'Authorization: Bearer {}',
  'authorization: Bearer {}',
  'Authorization: {}',
  'X-Api-Key: {}',
  "X-O'Brien`|~: k={}; {}",
  '__proto__: {}',
);

describe('n8n', () => {
  test('sends exactly the value, whatever it is, in any header', () => {
    fc.assert(
      fc.property(anyValue, anyHeader, (secret, template) => {
        const call = header(template);
        if (!('header' in call)) return;
        const { data } = parsed(n8n, entryOf(call, 'inline', n8n), secret);
        const { headers } = sentByN8n(data[0]);
        const [[name, value] = []] = Object.entries(headers);
        expect(name?.toLowerCase()).toBe(call.header.name.toLowerCase());
        expect(value).toBe(fillHeader(call.header, secret));
      }),
    );
  });

  test('sends exactly the value in the query', () => {
    fc.assert(
      fc.property(anyValue, (secret) => {
        const { data } = parsed(n8n, entryOf(QUERY, 'inline', n8n), secret);
        expect(sentByN8n(data[0])).toEqual({ qs: { api_key: secret } });
      }),
    );
  });

  test.each([
    [header('Authorization: Bearer {}'), 'x', 'httpBearerAuth'],
    [header('X-Api-Key: {}'), 'x', 'httpHeaderAuth'],
    [QUERY, 'x', 'httpQueryAuth'],
    [header('X-Api-Key: {}'), '=x', 'httpCustomAuth'],
    [header('Authorization: Bearer {}'), '=x', 'httpCustomAuth'],
    [QUERY, '=x', 'httpCustomAuth'],
  ])('is given %j with the value %s as %s, which its workflow names', (call, secret, type) => {
    const entry = entryOf(call, 'inline', n8n);
    const { value, data } = parsed(n8n, entry, secret);
    expect(data).toHaveLength(1);
    const [credential] = data;
    expect(credential).toMatchObject({ type, data: { allowedDomains: 'api.example.com' } });
    expect(credential.name.length).toBeGreaterThanOrEqual(3);
    // What safeParseWorkflowStructure of n8n-workflow 2.41.0 takes: tried by hand, it is too large to install here.
    const workflow = JSON.parse(n8n.own?.companions(entry, value)[0]?.text ?? '');
    expect(workflow.nodes[1]).toMatchObject({
      parameters: { genericAuthType: type },
      credentials: { [type]: { id: credential.id, name: credential.name } },
    });
    expect(workflow.id).toMatch(/^[0-9a-f]{16}$/);
    expect(workflow.id).not.toBe(credential.id);
    expect(JSON.stringify(n8n.conceal(value, entry))).not.toContain('=x');
  });

  test('restricts a credential to the host alone, without the port', () => {
    const call = { ...QUERY, url: 'https://API.example.com:8443/x?y=z' };
    const { data } = parsed(n8n, entryOf(call, 'inline', n8n), 'x');
    expect(data[0].data.allowedDomains).toBe('api.example.com');
  });
});

describe.each([
  ['make', make],
  ['make-legacy', makeLegacy],
])('%s', (_id, exporter) => {
  const rows = (data: { flow: { mapper: Record<string, { name: string; value: string }[]> }[] }) => {
    const { headers = [], qs, queryParameters } = data.flow[0]?.mapper ?? {};
    return { headers, query: qs ?? queryParameters };
  };

  test('holds exactly the value, or refuses it where Make would take it for an expression', () => {
    fc.assert(
      fc.property(anyValue, anyHeader, (secret, template) => {
        const call = header(template);
        if (!('header' in call)) return;
        const value = fillHeader(call.header, secret);
        const write = () => parsed(exporter, entryOf(call, 'inline', exporter), secret).data;
        if (value.includes('{{')) expect(write).toThrow(AppError);
        else expect(rows(write()).headers).toEqual([{ name: call.header.name, value }]);
      }),
    );
  });

  test.each(['{{1}}', '{x'])('refuses {{ wherever it comes about, and shows no value: %s', (secret) => {
    const call = header(secret === '{x' ? 'X-Api-Key: {{}' : 'X-Api-Key: {}');
    const write = () => parsed(exporter, entryOf(call, 'inline', exporter), secret);
    expect(write).toThrow(/Make would take/);
    expect(write).not.toThrow(secret);
    const url = { ...QUERY, url: 'https://api.example.com/{{1}}' };
    expect(() => parsed(exporter, entryOf(url, 'input', exporter), '')).toThrow(/Make would take/);
    expect(exporter.expands?.('inline', null)?.test('{{1}}')).toBe(true);
    expect(exporter.expands?.('input', null)).toBe(null);
  });

  test('leaves the key to the keychain of Make unless it is told otherwise', () => {
    for (const call of [header('X-Api-Key: Key {}'), QUERY]) {
      const { data } = parsed(exporter, entryOf(call, 'input', exporter), 'SECRET');
      expect(JSON.stringify(data)).not.toContain('SECRET');
      expect(rows(data)).toEqual({ headers: [], query: [] });
    }
    const told = exporter.own?.afterwards(entryOf(header('X-Api-Key: Key {}'), 'input', exporter)).join('\n');
    expect(told).toMatch(/“Key <the key>”.*header.*X-Api-Key/);
  });
});

// The files are run as Node runs them; the real zapier-platform-core and its validate were run on them by hand, 19.1.0.
describe('zapier', () => {
  const require = createRequire(import.meta.url);

  /** What the middleware makes of a request. */
  function sent(call: ServiceCall, key: string, url: string) {
    const entry = entryOf(call, 'input', zapier);
    const value: JsonValue = zapier.render(entry, () => 'SECRET');
    const files = new Map(
      zapier.own?.companions(entry, value).map(({ file, text }) => [file.split('/').at(-1), text]),
    );
    const load = (name: string) => {
      const module = { exports: {} as Record<string, never> };
      runInNewContext(files.get(name) ?? '', {
        module,
        require: (of: string) =>
          of.endsWith('.json') ? JSON.parse(files.get(of.slice(2)) ?? '') : require(of),
        URL,
        encodeURIComponent,
      });
      return module.exports;
    };
    const { befores } = load('authentication.js') as unknown as {
      befores: ((
        request: object,
        z: object,
        bundle: object,
      ) => { url: string; headers: Record<string, string> })[];
    };
    const z = { errors: { Error } };
    return befores[0]?.({ url, headers: { a: 'b' } }, z, { authData: { api_key: key } });
  }

  test('sends exactly the value in any header, and in the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), anyHeader, (key, template) => {
        const call = header(template);
        if (!('header' in call)) return;
        const headers = sent(call, key, 'https://api.example.com/x')?.headers ?? {};
        expect(Object.entries(headers)).toContainEqual([call.header.name, fillHeader(call.header, key)]);
        const { url = '' } = sent(QUERY, key, 'https://api.example.com/x?y=z#end') ?? {};
        expect(new URL(url).searchParams.get('api_key')).toBe(key);
        expect(new URL(url).searchParams.get('y')).toBe('z');
      }),
    );
  });

  test.each([
    'http://api.example.com/',
    'https://api.example.com.evil.test/',
    'https://api.example.com@evil.test/',
  ])('sends the key to no other place: %s', (url) => {
    expect(() => sent(QUERY, 'k', url)).toThrow('alone');
    expect(() => sent(header('X-Api-Key: {}'), 'k', url)).toThrow('alone');
  });

  test('has texts of the user in JSON and Markdown alone, and no value', () => {
    const call = header("X-O'Brien`|~: k={}; {}");
    const entry = entryOf({ ...call, url: 'https://a.test/`$\u007bx}`\'"' }, 'input', zapier);
    const companions =
      zapier.own?.companions(
        entry,
        zapier.render(entry, () => 'SECRET'),
      ) ?? [];
    for (const { file, text } of companions) {
      expect(text).not.toContain('SECRET');
      if (file.endsWith('.js')) expect(text).not.toContain('a.test');
    }
  });
});

test('what can stand in no header is told from what can', () => {
  expect(HOSTILE.filter((value) => !canStandInHeader(value))).toEqual([
    'line\nend\r\n',
    'ünï\u2028\u2029\u{1F511}',
    ' ',
  ]);
});
