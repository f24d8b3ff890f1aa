import { jsonc } from './editors/json.ts';
import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Kiro: `.kiro/settings/mcp.json`, at home and in a workspace. It expands `${V}` for names that the user has approved
 * (the setting kiroAgent.mcpApprovedEnvVars), and reads comments and trailing commas.
 * Sources: kiro.dev/docs/mcp/configuration, and its extension.
 */
export const kiro = mcpClient({
  id: 'kiro',
  name: 'Kiro',
  files: (machine) => [inHome(machine, '.kiro', 'settings', 'mcp.json')],
  editor: jsonc,
  projectFile: '.kiro/settings/mcp.json',
  refer: (variable) => `\${${variable}}`,
  aboutReference:
    'The file names a variable; Kiro asks you to approve the name, and takes its value from where it was started. Its own dialog for a new server writes such values out into the file.',
  literal: /\$\{[A-Za-z_]\w*\}/,
  start: { from: 'desktop', program: 'kiro' },
});
