import type { Machine } from '#core/ports/exporter.ts';
import { jsonc } from './editors/json.ts';
import { inFolderOf, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/** What would end the string, begin an escape, or name a file: those are put in after the variables, which come once. */
const IN_RAW_TEXT = /["\\\p{Cc}]|\{file:/u;

/**
 * OpenCode: `opencode.json` or `.jsonc` below `~/.config` on every system, the file of OPENCODE_CONFIG, and in projects.
 * It puts `{env:V}` into the text of the file before that is parsed, without an escape: a quote in a value makes the
 * whole file invalid, and the message about it holds the value. Source: what version 1.18 does.
 */
export const opencode = mcpClient({
  id: 'opencode',
  name: 'OpenCode',
  tried: true,
  files,
  editor: jsonc,
  projectFile: 'opencode.json',
  root: 'mcp',
  types: { started: 'local', reached: 'remote' },
  command: (words) => ({ command: words }),
  env: 'environment',
  always: { enabled: true },
  refer: (variable) => `{env:${variable}}`,
  aboutReference:
    'The file names a variable, and OpenCode takes its value from where it was started: every server that it starts sees it.',
  literal: /\{(?:env|file):/,
  again: { started: IN_RAW_TEXT, reached: IN_RAW_TEXT },
  start: { from: 'terminal', program: 'opencode' },
});

function files(machine: Machine): string[] {
  const config = inHome(machine, '.config');
  const below = (name: string) => inFolderOf(machine, 'XDG_CONFIG_HOME', config, ['opencode', name]);
  const usual = below('opencode.json');
  const own = inFolderOf(machine, 'OPENCODE_CONFIG', usual, []);
  return own === usual ? [usual, below('opencode.jsonc')] : [own];
}
