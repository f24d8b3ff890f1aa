import { expect, test } from 'vitest';
import type { Entry, JsonValue, ServerLaunch } from '#core/ports/exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';

// A header by reference, where the client has a form of its own for it, or none.

const URL = 'https://example.com/mcp';
const of = (id: string) => {
  const found = exporters.find((exporter) => exporter.id === id);
  if (found === undefined) throw new Error(`no target ${id}`);
  return found;
};

const entryOf = (launch: ServerLaunch): Entry => ({
  server: 'unizo-dev',
  keyId: 'k',
  delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
  variable: 'UNIZO_API_KEY',
  set: {},
  launch,
  reference: 'UNIZO_DEV_API_KEY',
  mechanism: 'reference',
  launcher: ['/opt/keyrack'],
  platform: 'linux',
  file: '/home/me/file',
});

test.each<[string, string, string, JsonValue | null]>([
  ['codex', 'Authorization', 'Bearer {}', { url: URL, bearer_token_env_var: 'UNIZO_DEV_API_KEY' }],
  ['codex', 'authorization', 'Bearer {}', { url: URL, bearer_token_env_var: 'UNIZO_DEV_API_KEY' }],
  ['codex', 'X-Api-Key', '{}', { url: URL, env_http_headers: { 'X-Api-Key': 'UNIZO_DEV_API_KEY' } }],
  ['codex', 'Authorization', '{}', { url: URL, env_http_headers: { Authorization: 'UNIZO_DEV_API_KEY' } }],
  ['codex', 'Authorization', 'Key {}', null],
  ['codex', 'X-Api-Key', 'Bearer {}', null],
  ['codex', 'X-Api-Key', '{}{}', null],
  [
    'goose',
    'X-Api-Key',
    'Key {}',
    {
      name: 'unizo-dev',
      type: 'streamable_http',
      uri: URL,
      headers: { 'X-Api-Key': 'Key $\u007bUNIZO_DEV_API_KEY}' },
      env_keys: ['UNIZO_DEV_API_KEY'],
      description: '',
      enabled: true,
      timeout: 300,
    },
  ],
  ['vscode', 'Authorization', 'Bearer {}', null],
  ['zed', 'Authorization', 'Bearer {}', null],
])('%s takes the header “%s: %s” from a variable as %j', (id, name, value, wanted) => {
  const launch = { url: URL, header: { name, value } };
  const exporter = of(id);
  const choice = exporter.choices(launch).find(({ mechanism }) => mechanism === 'reference');
  expect(choice?.possible).toBe(wanted !== null);
  const render = () => exporter.render(entryOf(launch), () => 'never');
  if (wanted === null) expect(render).toThrow('was not offered');
  else expect(render()).toEqual(wanted);
});
