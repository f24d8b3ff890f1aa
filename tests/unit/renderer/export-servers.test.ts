import { describe, expect, test } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import {
  type ExportForm,
  following,
  problemsOf,
  requestOf,
  startForm,
} from '../../../renderer/features/targets/export/export-form.ts';
import { shownVariables } from '../../../renderer/features/targets/export/server-form.ts';
import { exportText } from '../../../renderer/text/targets.ts';

const debug = { id: 'debug', label: 'Debug', about: '', env: { LOG: 'debug' }, temporary: true };
const servers = [
  mcpServer({
    id: 'all',
    command: ['npx', '@x/all'],
    env: { BASE: '{base}', STAGE: '{stage}' },
    options: [debug],
  }),
  mcpServer({ id: 'edr', command: ['npx', '@x/edr'], purpose: 'security', env: { BASE: '{base}' } }),
];
const around = {
  provider: fakeProvider({ id: 'x', name: 'X', variable: 'X_API_KEY', servers }),
  environment: environmentRow({ name: 'Development', stage: 'development' }),
  connection: { baseUrl: 'https://dev.x.example', params: {}, proxy: null } as unknown as Connection,
};
const key = { id: 'k', environmentId: 'e', name: 'Key', variable: null } as Key;
const target = { id: 'cursor', files: ['/c.json'] } as never;
const start = startForm(key, around, target);
const sent = (changes: Partial<ExportForm>) => requestOf({ ...start, ...changes }, key, target, around);

describe('the variables of a service’s own server', () => {
  test('are shown filled in, and left to main while nobody changes them', () => {
    expect(shownVariables(start.command, around, start)).toEqual([
      ['BASE', 'https://dev.x.example'],
      ['STAGE', 'development'],
    ]);
    expect(sent({})).not.toHaveProperty('set');
    expect(sent({})).not.toHaveProperty('options');
  });

  test('one that was changed, added or left out is sent, and an option that was switched on', () => {
    const set = { BASE: 'https://other.example', STAGE: null, MORE: '1' };
    expect(sent({ set, options: ['debug'] })).toMatchObject({ set, options: ['debug'] });
    expect(shownVariables(start.command, around, { set, options: ['debug'] })).toEqual([
      ['BASE', 'https://other.example'],
      ['LOG', 'debug'],
      ['MORE', '1'],
    ]);
  });

  test('an option that the server has not is not sent, nor anything where no command is started', () => {
    expect(sent({ command: 'npx @x/edr', options: ['debug'] })).not.toHaveProperty('options');
    const reached = sent({ reach: 'url', url: 'https://x.example/', set: { MORE: '1' } });
    expect(reached).not.toHaveProperty('set');
  });

  test.each([
    [{ BASE: 'http://dev.x.example' }],
    [{ BASE: '' }],
    [{ HTTPS_PROXY: 'http://ada:pw@proxy.example:8080' }],
  ])('%j is at fault', (set) => {
    expect(problemsOf({ ...start, set }, exportText.problems, target, around)).toHaveProperty('set');
  });

  test.each([[{ BASE: 'http://127.0.0.1:9000' }], [{ HTTP_PROXY: 'http://proxy.example:8080' }]])(
    '%j is not',
    (set) => {
      expect(problemsOf({ ...start, set }, exportText.problems, target, around)).toEqual({});
    },
  );
});

describe('the name of the entry', () => {
  const follow = (form: ExportForm) => following({ command: 'npx @x/edr' }, form, { key, around });

  test('follows the server that is chosen, until the user picks one', () => {
    expect(start.server).toBe('x-dev');
    expect(follow(start)).toEqual({ server: 'x-security' });
    expect(follow({ ...start, server: 'mine' })).toEqual({});
  });
});

test('a connection takes the place of file and scope, and goes with another target', () => {
  const typed = { ...start, file: '/typed.json', scope: 'project', mechanism: 'inline' } as const;
  const changes = { connectionId: 'c' };
  const after = { ...typed, ...changes, ...following(changes, typed, { key, around }) };
  expect(sent(after)).toMatchObject(changes);
  for (const place of ['file', 'scope', 'mechanism']) expect(sent(after)).not.toHaveProperty(place);
  expect(following({ target: 'make' }, after, { key, around })).toMatchObject({ connectionId: '' });
});
