import { describe, expect, test } from 'vitest';
import type { Machine, ServerLaunch } from '#core/ports/exporter.ts';
import { claudeDesktop } from '../../../electron/exporters/claude-desktop.ts';

const FILE = 'claude_desktop_config.json';
const windows = (env: Machine['env']): Machine => ({ platform: 'win32', home: 'C:\\Users\\me', env });

describe('where Claude Desktop keeps its file', () => {
  test.each<[string, Machine, string]>([
    ['Linux', { platform: 'linux', home: '/home/me', env: {} }, `/home/me/.config/Claude/${FILE}`],
    [
      'Linux with a config folder elsewhere',
      { platform: 'linux', home: '/home/me', env: { XDG_CONFIG_HOME: '/cfg' } },
      `/cfg/Claude/${FILE}`,
    ],
    [
      'Linux with a relative config folder, which the specification has ignored',
      { platform: 'linux', home: '/home/me', env: { XDG_CONFIG_HOME: 'cfg' } },
      `/home/me/.config/Claude/${FILE}`,
    ],
    [
      'macOS',
      { platform: 'darwin', home: '/Users/me', env: { XDG_CONFIG_HOME: '/cfg' } },
      `/Users/me/Library/Application Support/Claude/${FILE}`,
    ],
    ['Windows', windows({ APPDATA: 'D:\\Roaming' }), `D:\\Roaming\\Claude\\${FILE}`],
    ['Windows without APPDATA', windows({}), `C:\\Users\\me\\AppData\\Roaming\\Claude\\${FILE}`],
  ])('on %s', (_name, machine, file) => {
    expect(claudeDesktop.newFile?.(machine)).toBe(file);
    expect(claudeDesktop.files(machine).at(-1)).toBe(file);
  });

  test('on Windows the Store build’s own copy comes first where it is there', () => {
    expect(claudeDesktop.files(windows({ LOCALAPPDATA: 'D:\\Local' }))[0]).toBe(
      `D:\\Local\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude\\${FILE}`,
    );
  });
});

const entry = {
  server: 's',
  keyId: 'id',
  delivery: 'd',
  variable: 'V',
  reference: 'R',
  set: {},
  platform: 'linux',
  file: '/f.json',
} as const;

test('an entry without further variables has no env', () => {
  const launcher = ['/bin/keyrack', '--home', '/h'];
  const launch = { command: ['npx', 'x'] };
  expect(claudeDesktop.render({ ...entry, mechanism: 'launcher', launch, launcher }, () => 'never')).toEqual({
    command: '/bin/keyrack',
    args: ['--home', '/h', 'exec', '--key', 'id=V', '--', 'npx', 'x'],
  });
});

test('what was not offered is not rendered', () => {
  const render = (mechanism: 'helper' | 'launcher', launch: ServerLaunch) => () =>
    claudeDesktop.render({ ...entry, mechanism, launch, launcher: [] }, () => 'x');
  const url = { url: 'https://x', header: { name: 'X', value: '{}' } };
  expect(render('helper', { command: ['x'] })).toThrow('not offered');
  expect(render('launcher', url)).toThrow('not offered');
});
