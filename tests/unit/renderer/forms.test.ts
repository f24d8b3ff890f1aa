import { describe, expect, test } from 'vitest';
import type { Target } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { mcpServer } from '#tests/fakes/provider.ts';
import { environmentFormSchema, formOf } from '../../../renderer/features/environments/environment-form.ts';
import {
  type NewKeyForm,
  newKeyFormSchema,
  serviceDefaults,
} from '../../../renderer/features/rack/new-key/new-key-form.ts';
import { everythingTicked } from '../../../renderer/features/rack/scopes/scope-groups.ts';
import {
  type ExportForm,
  following,
  problemsOf,
  requestOf,
  startForm,
} from '../../../renderer/features/targets/export/export-form.ts';
import { exportText } from '../../../renderer/text/targets.ts';

const scope = (id: string, access: 'read' | 'write' | 'delete' | 'manage') => ({
  id,
  category: 'c',
  access,
  text: '',
});

const provider = {
  id: 'unizo',
  scopes: [
    scope('a:read', 'read'),
    scope('a:write', 'write'),
    scope('a:delete', 'delete'),
    scope('a:manage', 'manage'),
  ],
  variable: 'UNIZO_API_KEY',
  servers: [mcpServer({ command: ['npx', '-y', '@unizo/mcp server'] })],
} as unknown as Provider;

const form = (fields: Partial<NewKeyForm>): NewKeyForm => ({
  environmentId: crypto.randomUUID(),
  connectionId: crypto.randomUUID(),
  tool: '',
  purpose: '',
  tags: '',
  name: 'Key',
  description: '',
  scopes: ['a:read'],
  testMode: false,
  expiresIn: 'never',
  variable: '',
  allowedIps: '',
  ...fields,
});

const fieldsAtFault = (fields: Partial<NewKeyForm>) =>
  newKeyFormSchema.safeParse(form(fields)).error?.issues.map((issue) => issue.path[0]) ?? [];

describe('a new key', () => {
  test('starts with what only reads, and with the variable of the service', () => {
    const none = { expiresIn: 'never', testMode: false, allowedIps: '' };
    expect(serviceDefaults(provider)).toEqual({ scopes: ['a:read'], variable: 'UNIZO_API_KEY', ...none });
    expect(serviceDefaults(null)).toEqual({ scopes: [], variable: '', ...none });
  });

  test('sends nothing for what was left empty', () => {
    const sent = newKeyFormSchema.parse(form({ description: '  ', variable: ' ', expiresIn: 'never' }));
    expect(Object.keys(sent).sort()).toEqual(['connectionId', 'environmentId', 'name', 'scopes', 'testMode']);
  });

  test('sends what was chosen', () => {
    const sent = newKeyFormSchema.parse(
      form({ variable: ' KEY ', expiresIn: '90d', testMode: true, name: '  a ' }),
    );
    expect(sent).toMatchObject({ variable: 'KEY', expiresIn: '90d', testMode: true, name: 'a' });
  });

  test.each([
    [{ name: '' }, ['name']],
    [{ name: '   ' }, ['name']],
    [{ name: 'x'.repeat(500) }, ['name']],
    [{ name: 'two\nlines' }, ['name']],
    [{ name: 'turned \u202e round' }, ['name']],
    [{ name: '🧑🏽‍🚀 Rakete 火箭' }, []],
    [{ variable: '1KEY' }, ['variable']],
    [{ variable: 'MY KEY' }, ['variable']],
    [{ description: 'x'.repeat(501) }, ['description']],
    [{ connectionId: '' }, ['connectionId']],
  ] as const)('%j is at fault in %j', (fields, at) => {
    expect(fieldsAtFault(fields)).toEqual(at);
  });

  test('warns only when everything is ticked', () => {
    const all = provider.scopes.map((each) => each.id);
    expect(everythingTicked(provider, all)).toBe(true);
    expect(everythingTicked(provider, all.slice(1))).toBe(false);
    expect(everythingTicked(null, all)).toBe(false);
  });
});

test('a new environment sends no empty project', () => {
  const typed = { name: ' Dev ', stage: 'custom', colour: '#ABCDEF', project: ' ' } as const;
  expect(environmentFormSchema.parse({ ...formOf(null), ...typed })).toEqual({
    name: 'Dev',
    stage: 'custom',
    colour: '#abcdef',
    copyPolicy: 'vault',
    namingPattern: '<tool> - <purpose>',
    rotateAfterDays: null,
  });
});

describe('an export', () => {
  const key = { id: 'k', environmentId: 'e', name: 'Key', variable: null } as Key;
  const environment = { stage: 'development', name: 'Development' } as Environment;
  const target = { id: 'claude-desktop', files: ['/a/first.json', '/a/second.json'] } as never;
  const around = { provider, environment, connection: null };
  const start = startForm(key, around, target);

  test('starts with what the service says', () => {
    expect(start).toMatchObject({
      variable: 'UNIZO_API_KEY',
      command: "npx -y '@unizo/mcp server'",
      server: 'unizo-dev',
    });
  });

  test('leaves to main what was not chosen', () => {
    const request = requestOf(start, key, target, around);
    expect(request).not.toHaveProperty('mechanism');
    expect(request).not.toHaveProperty('file');
    expect(request?.launch).toEqual({ command: ['npx', '-y', '@unizo/mcp server'] });
  });

  test('names another file and another way', () => {
    const request = requestOf({ ...start, file: '/b.json', mechanism: 'inline' }, key, target, around);
    expect(request).toMatchObject({ file: '/b.json', mechanism: 'inline' });
  });

  test('a URL takes the place of the command, with the header of the service', () => {
    const url = 'https://mcp.example.com/mcp';
    const header = 'X-Api-Key: {}';
    const service = startForm(key, { ...around, provider: { ...provider, header } }, target);
    expect(requestOf({ ...service, reach: 'url', url, command: '"' }, key, target, around)?.launch).toEqual({
      url,
      header,
    });
    expect(requestOf({ ...start, reach: 'url', url }, key, target, around)?.launch).toEqual({
      url,
      header: 'Authorization: Bearer {}',
    });
  });

  test('a project’s file is named with its scope, a reference where one was typed', () => {
    const fields = { scope: 'project', file: '/p/.mcp.json', reference: 'MY_KEY' } as const;
    expect(requestOf({ ...start, ...fields }, key, target, around)).toMatchObject(fields);
    expect(requestOf(start, key, target, around)).not.toHaveProperty('reference');
  });

  test('of a variable alone nothing is asked or sent that belongs to a server', () => {
    const dotenv = { id: 'dotenv', takes: 'variable', files: [] } as never;
    const form = { ...start, target: 'dotenv', server: '', command: '"', file: '/p/.env' };
    expect(problemsOf(form, exportText.problems, dotenv, around)).toEqual({});
    const request = requestOf(form, key, dotenv, around);
    expect(request).toMatchObject({ variable: 'UNIZO_API_KEY', file: '/p/.env' });
    expect(request).not.toHaveProperty('server');
    expect(request).not.toHaveProperty('launch');
  });

  test('what was typed for a reference is judged and sent only where there may be one', () => {
    const typed = { ...start, command: 'x', reference: 'my-key' } as const;
    const started = { ...typed, mechanism: 'launcher' } as const;
    expect(problemsOf(typed, exportText.problems, target, around)).toHaveProperty('reference');
    expect(problemsOf(started, exportText.problems, target, around)).not.toHaveProperty('reference');
    expect(requestOf(started, key, target, around)).not.toHaveProperty('reference');
  });

  test('another target, scope or reach takes with it what belonged to the one before', () => {
    const filled = { ...start, mechanism: 'inline', scope: 'project', file: '/p.json' } as const;
    const withIt = (changes: object) => following(changes, filled, { key, around });
    expect(withIt({ target: 'cursor' })).toEqual({
      ...{ file: '', repository: '', connectionId: '', scope: 'user' },
      ...{ mechanism: null, reference: '' },
    });
    expect(withIt({ scope: 'user' })).toEqual({ file: '' });
    expect(withIt({ scope: 'project' })).toEqual({ file: '' });
    expect(withIt({ reach: 'url' })).toEqual({ mechanism: null, reference: '' });
    expect(withIt({ server: 'x' })).toEqual({});
  });

  test('a store at a service is asked for a repository, and for no file', () => {
    const store = {
      ...{ id: 'github-actions', name: 'GitHub Actions', kind: 'api', takes: 'variable' },
      ...{ mechanisms: ['input'], ways: { command: ['input'], url: ['input'] } },
      ...{ files: [], projectFile: null, tried: false },
    } as unknown as Target;
    const empty = startForm(key, around, store);
    const words = { empty: '', 'open-quote': '', operator: '', file: '', repository: 'Name it.' };
    expect(problemsOf(empty, words, store, around)).toEqual({ repository: 'Name it.' });
    const filled = { ...empty, repository: ' acme/app ', file: '/tmp/x' };
    const request = requestOf(filled, key, store, around);
    expect(request).toMatchObject({ repository: 'acme/app' });
    expect(request).not.toHaveProperty('file');
  });

  test.each<[Partial<ExportForm>, readonly string[]]>([
    [{ server: '' }, ['server']],
    [{ server: 'a b' }, ['server']],
    [{ server: '../x' }, ['server']],
    [{ file: ' ' }, []],
    [{ scope: 'project', file: ' ' }, ['file']],
    [{ reference: '1' }, ['reference']],
    [{ reach: 'url', command: '', url: 'https://x.example/mcp' }, []],
    [{ reach: 'url', url: '' }, ['url']],
    [{ reach: 'url', url: 'http://x.example/mcp' }, ['url']],
    [{ reach: 'url', url: 'https://x.example/', header: 'X: y' }, ['header']],
    [{ variable: '' }, ['variable']],
    [{ command: '' }, ['command']],
    [{ command: '"x' }, ['command']],
    [{ command: 'x | y' }, ['command']],
  ])('%j is at fault in %j', (fields, at) => {
    expect(Object.keys(problemsOf({ ...start, ...fields }, exportText.problems, target, around))).toEqual(at);
  });
});
