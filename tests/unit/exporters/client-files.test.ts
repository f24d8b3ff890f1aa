import { describe, expect, test } from 'vitest';
import type { Machine } from '#core/ports/exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';

const linux: Machine = { platform: 'linux', home: '/home/me', env: {} };
const mac: Machine = { platform: 'darwin', home: '/Users/me', env: {} };
const windows: Machine = {
  platform: 'win32',
  home: 'C:\\Users\\me',
  env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
};
const with_ = (env: Machine['env']): Machine => ({ ...linux, env });

const of = (id: string) => {
  const found = exporters.find((exporter) => exporter.id === id);
  if (found === undefined) throw new Error(`no target ${id}`);
  return found;
};

/** Below the home folder, the same on each system. */
const AT_HOME: Record<string, string> = {
  'claude-code': '.claude.json',
  cursor: '.cursor/mcp.json',
  gemini: '.gemini/settings.json',
  cline: '.cline/data/settings/cline_mcp_settings.json',
  junie: '.junie/mcp/mcp.json',
  'lm-studio': '.lmstudio/mcp.json',
  kiro: '.kiro/settings/mcp.json',
  warp: '.warp/.mcp.json',
  copilot: '.copilot/mcp-config.json',
  codex: '.codex/config.toml',
  continue: '.continue/config.yaml',
};

const PROJECT: Record<string, string> = {
  'claude-code': '.mcp.json',
  cursor: '.cursor/mcp.json',
  gemini: '.gemini/settings.json',
  roo: '.roo/mcp.json',
  junie: '.junie/mcp/mcp.json',
  kiro: '.kiro/settings/mcp.json',
  warp: '.warp/.mcp.json',
  windsurf: '.devin/mcp_config.json',
  copilot: '.github/mcp.json',
  opencode: 'opencode.json',
  vscode: '.vscode/mcp.json',
  zed: '.zed/settings.json',
  codex: '.codex/config.toml',
  'visual-studio': '.mcp.json',
};

describe('where clients keep their files', () => {
  test.each(Object.entries(AT_HOME))('%s: at home, on every system', (id, file) => {
    expect(of(id).files(linux)).toEqual([`/home/me/${file}`]);
    expect(of(id).files(mac)).toEqual([`/Users/me/${file}`]);
    expect(of(id).files(windows)).toEqual([`C:\\Users\\me\\${file.replaceAll('/', '\\')}`]);
  });

  test('Roo Code keeps it in the storage of Visual Studio Code', () => {
    const tail = 'Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json';
    expect(of('roo').files(linux)).toEqual([`/home/me/.config/${tail}`]);
    expect(of('roo').files(mac)).toEqual([`/Users/me/Library/Application Support/${tail}`]);
    expect(of('roo').files(windows)).toEqual([
      `C:\\Users\\me\\AppData\\Roaming\\${tail.replaceAll('/', '\\')}`,
    ]);
  });

  test('Windsurf has a new place and an old one; what is new goes into the new', () => {
    const { files, newFile } = of('windsurf');
    expect(files(mac)).toEqual([
      '/Users/me/.config/devin/mcp_config.json',
      '/Users/me/.codeium/windsurf/mcp_config.json',
    ]);
    expect(files(windows)[0]).toBe('C:\\Users\\me\\AppData\\Roaming\\devin\\mcp_config.json');
    expect(newFile?.(linux)).toBe('/home/me/.config/devin/mcp_config.json');
  });

  test('Visual Studio Code and Zed keep theirs where the system has settings, Zed on a Mac at home', () => {
    expect(of('vscode').files(mac)).toEqual(['/Users/me/Library/Application Support/Code/User/mcp.json']);
    expect(of('vscode').files(windows)).toEqual(['C:\\Users\\me\\AppData\\Roaming\\Code\\User\\mcp.json']);
    expect(of('zed').files(linux)).toEqual(['/home/me/.config/zed/settings.json']);
    expect(of('zed').files(mac)).toEqual(['/Users/me/.config/zed/settings.json']);
    expect(of('zed').files(windows)).toEqual(['C:\\Users\\me\\AppData\\Roaming\\Zed\\settings.json']);
  });

  test('Goose keeps it below .config, on Windows in a folder of its maker', () => {
    expect(of('goose').files(linux)).toEqual(['/home/me/.config/goose/config.yaml']);
    expect(of('goose').files(mac)).toEqual(['/Users/me/.config/goose/config.yaml']);
    expect(of('goose').files(windows)).toEqual([
      'C:\\Users\\me\\AppData\\Roaming\\Block\\goose\\config\\config.yaml',
    ]);
  });

  test('OpenCode has two names for its file, below .config on every system', () => {
    const both = ['/home/me/.config/opencode/opencode.json', '/home/me/.config/opencode/opencode.jsonc'];
    expect(of('opencode').files(linux)).toEqual(both);
    expect(of('opencode').files(windows)[1]).toBe('C:\\Users\\me\\.config\\opencode\\opencode.jsonc');
    expect(of('opencode').files(with_({ XDG_CONFIG_HOME: '/x' }))[0]).toBe('/x/opencode/opencode.json');
  });

  test('Visual Studio is on Windows alone, and any other client’s file has to be named', () => {
    expect(of('visual-studio').files(windows)).toEqual(['C:\\Users\\me\\.mcp.json']);
    expect(of('visual-studio').files(mac)).toEqual([]);
    expect(of('mcp').files(windows)).toEqual([]);
  });

  test.each([
    ['claude-code', { CLAUDE_CONFIG_DIR: '/c' }, '/c/.claude.json'],
    ['gemini', { GEMINI_CLI_HOME: '/g' }, '/g/.gemini/settings.json'],
    ['copilot', { COPILOT_HOME: '/p' }, '/p/mcp-config.json'],
    ['codex', { CODEX_HOME: '/x' }, '/x/config.toml'],
    ['zed', { XDG_CONFIG_HOME: '/x' }, '/x/zed/settings.json'],
    ['vscode', { XDG_CONFIG_HOME: '/x' }, '/x/Code/User/mcp.json'],
    ['opencode', { XDG_CONFIG_HOME: '/x', OPENCODE_CONFIG: '/f.json' }, '/f.json'],
    ['cline', { CLINE_DIR: '/d' }, '/d/data/settings/cline_mcp_settings.json'],
    ['cline', { CLINE_DIR: '/d', CLINE_DATA_DIR: '/e' }, '/e/settings/cline_mcp_settings.json'],
    ['cline', { CLINE_DATA_DIR: '/e', CLINE_MCP_SETTINGS_PATH: '/f.json' }, '/f.json'],
    ['claude-code', { CLAUDE_CONFIG_DIR: 'relative' }, '/home/me/.claude.json'],
    ['claude-code', { CLAUDE_CONFIG_DIR: '' }, '/home/me/.claude.json'],
  ])('%s follows %o', (id, env, file) => {
    expect(of(id).files(with_(env))).toEqual([file]);
  });

  test('each names its file of a project, or has none', () => {
    const named = exporters
      .filter(({ takes, projectFile }) => takes === 'server' && projectFile !== undefined)
      .map(({ id, projectFile }) => [id, projectFile]);
    expect(Object.fromEntries(named)).toEqual(PROJECT);
  });
});
