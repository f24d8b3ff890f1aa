import { describe, expect, it, test } from 'vitest';
import type { FileExporter, JsonValue } from '#core/ports/exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';

const SEEN: Readonly<Record<string, string>> = { KEY: 'value-1', OTHER: '$KEY and $\u007bKEY}' };
const lookup = (name: string) => SEEN[name] ?? null;
const exporterOf = (id: string): FileExporter => {
  const found = exporters.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const read = (id: string, entry: JsonValue, file = '/home/me/config') =>
  exporterOf(id).readEntry?.(entry, { file, lookup }) ?? null;

/** What a text in an entry of this client becomes; some name the program in another member. */
const filled = (id: string, text: string) => {
  const entry = id === 'opencode' ? { command: ['x', text] } : { command: 'x', cmd: 'x', args: [text] };
  const found = read(id, entry);
  if (found?.launch.kind !== 'started') throw new Error('not started');
  return { text: found.launch.command[1], missing: found.missing, unfilled: found.unfilled };
};

describe('a client fills in its own references, once, and no other', () => {
  test.each([
    ['claude-code', '$\u007bKEY}', 'value-1'],
    ['claude-code', 'a $\u007bGONE:-b} c', 'a b c'],
    ['claude-code', '$KEY', '$KEY'],
    ['copilot', '$KEY/$\u007bKEY}/$\u007bGONE:-d}', 'value-1/value-1/d'],
    ['copilot', '$OTHER', '$KEY and $\u007bKEY}'],
    ['gemini', '$KEY$\u007bKEY}', 'value-1value-1'],
    ['cursor', '$\u007benv:KEY}', 'value-1'],
    ['cursor', '$\u007bKEY}', '$\u007bKEY}'],
    ['cline', '$\u007benv:KEY}', 'value-1'],
    ['roo', '$\u007benv:KEY}', 'value-1'],
    ['windsurf', '$\u007benv:KEY}', 'value-1'],
    ['vscode', '$\u007benv:KEY}', 'value-1'],
    ['kiro', '$\u007bKEY}', 'value-1'],
    ['mcp', '$\u007bKEY}', 'value-1'],
    ['opencode', '{env:KEY}', 'value-1'],
    ['continue', '$\u007b{ secrets.KEY }}', 'value-1'],
    ['zed', '$\u007bKEY} $KEY', '$\u007bKEY} $KEY'],
    ['codex', '$\u007bKEY} $KEY', '$\u007bKEY} $KEY'],
    ['claude-desktop', '$\u007bKEY}', '$\u007bKEY}'],
    ['goose', '$\u007bKEY} $KEY', '$\u007bKEY} $KEY'],
  ])('%s: %s', (id, text, expected) => {
    expect(filled(id, text)).toEqual({ text: expected, missing: [], unfilled: [] });
  });

  it('and says which are not set, and leaves those as they are written', () => {
    const text = '$\u007bGONE} $\u007bKEY}';
    expect(filled('claude-code', text)).toEqual({
      text: '$\u007bGONE} value-1',
      missing: ['GONE'],
      unfilled: [],
    });
  });

  test.each([
    ['vscode', '$\u007binput:key}'],
    ['vscode', '$\u007bworkspaceFolder}'],
    ['cursor', '$\u007buserHome}'],
    ['windsurf', '$\u007bfile:'.concat('/etc/key}')],
    ['opencode', '{file:'],
    ['junie', '$\u007b'],
  ])('%s: what only the client itself can fill in is named: %s', (id, part) => {
    expect(filled(id, `a ${part}${part.endsWith('}') ? '' : 'x}'}`).unfilled).toEqual([part]);
  });
});

describe('headers', () => {
  const headers = (id: string, entry: JsonValue) => {
    const found = read(id, entry);
    if (found?.launch.kind !== 'reached') throw new Error('not reached');
    return { headers: found.launch.headers, missing: found.missing };
  };

  it('of Codex come from members that name variables', () => {
    const entry = {
      url: 'https://example.com/mcp',
      http_headers: { A: 'plain $\u007bKEY}' },
      env_http_headers: { B: 'KEY', C: 'GONE', D: 3 },
      bearer_token_env_var: 'KEY',
    };
    expect(headers('codex', entry)).toEqual({
      headers: { A: 'plain $\u007bKEY}', B: 'value-1', Authorization: 'Bearer value-1' },
      missing: ['GONE'],
    });
  });

  it('of Goose take the variables that the entry hands on, and leave every other text', () => {
    const entry = {
      uri: 'https://example.com',
      headers: { A: '$\u007bKEY} $KEY pa$OTHER' },
      env_keys: ['KEY'],
    };
    expect(headers('goose', entry)).toEqual({ headers: { A: 'value-1 value-1 pa$OTHER' }, missing: [] });
  });

  it('of Continue stand deeper', () => {
    const entry = {
      url: 'https://example.com',
      requestOptions: { headers: { A: '$\u007b{ secrets.KEY }}' } },
    };
    expect(headers('continue', entry)).toEqual({ headers: { A: 'value-1' }, missing: [] });
  });
});

it('variables that a client hands on under their own names come from where it was started', () => {
  const started = { kind: 'started', command: ['x'], env: { A: '1', KEY: 'value-1' } };
  const codex = read('codex', { command: 'x', env: { A: '1' }, env_vars: ['KEY', 'GONE'] });
  expect(codex).toEqual({ launch: started, missing: ['GONE'], unfilled: [] });
  const goose = read('goose', { cmd: 'x', envs: { A: 1 }, env_keys: ['KEY'] });
  expect(goose).toEqual({ launch: started, missing: [], unfilled: [] });
});

it('an address stands where this very file has it', () => {
  const old = '/home/me/.codeium/windsurf/mcp_config.json';
  expect(read('windsurf', { serverUrl: 'https://a.example' }, old)?.launch).toMatchObject({
    url: 'https://a.example',
  });
  expect(read('windsurf', { serverUrl: 'https://a.example' }, '/home/me/mcp_config.json')).toBeNull();
});

it('an entry with neither a command nor an address is none', () => {
  expect(read('claude-desktop', { url: 'https://example.com' })).toBeNull();
  expect(read('claude-code', { args: ['a'] })).toBeNull();
});
