import type { Machine } from '#core/ports/exporter.ts';
import { jsonc } from './editors/json.ts';
import { inAppData, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Zed: `context_servers` in the settings of the whole editor, at home and in `.zed`; comments and trailing commas. It
 * expands nothing. Sources: zed-industries/zed, crates/settings_content/src/project.rs, and issue 60459.
 */
export const zed = mcpClient({
  id: 'zed',
  name: 'Zed',
  files: (machine) => [settingsOf(machine)],
  editor: jsonc,
  projectFile: '.zed/settings.json',
  root: 'context_servers',
  always: { enabled: true },
  refer: null,
  aboutReference: 'Zed expands no variables: the server would get the name and not the value.',
  literal: null,
});

function settingsOf(machine: Machine): string {
  if (machine.platform === 'darwin') return inHome(machine, '.config', 'zed', 'settings.json');
  return inAppData(machine, machine.platform === 'win32' ? 'Zed' : 'zed', 'settings.json');
}
