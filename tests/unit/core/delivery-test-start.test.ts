import { describe, expect, it, test } from 'vitest';
import { selfTestOf } from '#core/delivering/testing/self-test.ts';
import { folderFor, inherited } from '#core/delivering/testing/surroundings.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProviders } from '../../../electron/providers/index.ts';

const unizo = createProviders({ clock: fakeClock() }).find(({ summary }) => summary.id === 'unizo');
const LAUNCHER = ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs', 'exec', '--key', 'k=V', '--'];

describe('which server tests itself, and by which words', () => {
  test.each([
    [['npx', '@unizo/mcp-server'], ['--test-auth']],
    [['npx', '-y', '@unizo/mcp-server'], ['--test-auth']],
    [['npx', '-y', '@unizo/mcp-server@2.1.0'], ['--test-auth']],
    [[...LAUNCHER, 'npx', '-y', '@unizo/mcp-edr'], ['--verify-connection']],
    [['npx', '@unizo/mcp-scm'], ['--verify-connection']],
    [['npx', '@unizo/mcp-server-of-somebody'], null],
    [['npx', 'evil', '@unizo/mcp-server'], null],
    [['npx', '@unizo/mcp-server', 'https://proxy.example'], null],
    [['npx'], null],
    [['docker', 'run', '@unizo/mcp-server'], null],
  ])('%j: %j', (command, words) => {
    expect(selfTestOf(command, unizo?.selfTests ?? [])).toEqual(words);
  });
});

it('a server is given the few variables that a client hands on, and no function of a shell', () => {
  const env = { HOME: '/home/me', PATH: '/bin', SHELL: '() { :; }', KEYRACK_HOME: '/x', ACME_API_KEY: 'y' };
  expect(inherited({ platform: 'linux', home: '/home/me', env })).toEqual({ HOME: '/home/me', PATH: '/bin' });
});

test.each([
  ['user', '/home/me/.cursor/mcp.json', '.cursor/mcp.json', '/home/me'],
  ['project', '/projects/app/.cursor/mcp.json', '.cursor/mcp.json', '/projects/app'],
  ['project', '/.mcp.json', '.mcp.json', '/'],
  ['project', '/projects/app/odd.json', '.mcp.json', '/projects/app'],
  ['project', 'C:\\app\\.cursor\\mcp.json', '.cursor/mcp.json', 'C:\\app'],
] as const)(
  'a server of the scope %s in %s starts in the folder of its project or at home',
  (scope, file, projectFile, folder) => {
    expect(
      folderFor({ projectFile }, { scope, file }, { platform: 'linux', home: '/home/me', env: {} }),
    ).toBe(folder);
  },
);
