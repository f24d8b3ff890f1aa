import { expect, test } from 'vitest';
import { serverOf, serverVariables, variableProblem } from '#shared/model/mcp-server.ts';
import { mcpServer } from '#tests/fakes/provider.ts';

const server = mcpServer({
  command: ['npx', '@x/server'],
  env: { BASE: '{base}', PROJECT: '{param.project}', PLAIN: 'a{b} c' },
  options: [{ id: 'proxy', label: '', about: '', env: { HTTPS_PROXY: '{proxy}' }, temporary: false }],
});
const around = { stage: 'staging', baseUrl: 'https://x.example', proxy: null, params: {} } as const;

test.each([
  [['npx', '@x/server'], true],
  [['npx', '-y', '@x/server'], true],
  [['npx', '--yes', '@x/server@1.2.0'], true],
  [['npx', '@x/server', 'other'], false],
  [['npx', '@x/server-edr'], false],
  [['node', '@x/server'], false],
  [[], false],
])('%j is the service’s own server: %s', (command, isOwn) => {
  expect(serverOf([server], command)).toBe(isOwn ? server : null);
});

test('a variable that needs what the connection has not is left out', () => {
  expect(serverVariables(server, [], around)).toEqual({ BASE: 'https://x.example' });
  const params = { project: 'apples' };
  expect(serverVariables(server, [], { ...around, params })).toMatchObject({ PROJECT: 'apples' });
});

test('a parameter is put in as it is, also where it looks like a template', () => {
  const params = { project: '{base}$&' };
  expect(serverVariables(server, [], { ...around, params })).toMatchObject({ PROJECT: '{base}$&' });
});

test('the connection’s proxy goes into its option; without one the value is empty, which is refused', () => {
  const url = 'http://proxy.example:8080';
  expect(serverVariables(server, ['proxy'], { ...around, proxy: url })).toMatchObject({ HTTPS_PROXY: url });
  expect(serverVariables(server, ['proxy'], around)).toMatchObject({ HTTPS_PROXY: '' });
  expect(variableProblem('HTTPS_PROXY', '')).toBe('HTTPS_PROXY is empty.');
});

test.each([
  ['BASE_URL', 'http://api.example.com', true],
  ['BASE_URL', 'HTTP://api.example.com', true],
  ['BASE_URL', 'http://localhost:3000', false],
  ['BASE_URL', 'https://api.example.com', false],
  ['BASE_URL', 'https://ada:pw@api.example.com', true],
  ['http_proxy', 'http://proxy:8080', false],
  ['HTTP_PROXY', 'http://ada:pw@proxy:8080', true],
  ['NAME', 'http', false],
])('%s=%s is refused: %s', (name, value, isRefused) => {
  expect(variableProblem(name, value) !== null).toBe(isRefused);
});
