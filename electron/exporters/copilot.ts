import { jsonc } from './editors/json.ts';
import { inFolderOf, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * GitHub Copilot CLI: `mcp-config.json` in `~/.copilot` or COPILOT_HOME. Its file of a project is the one in `.github`:
 * the other, `.mcp.json`, is Claude Code's too. Entries without `tools` offer none. It expands `$V`, `${V}`, `${V:-d}`,
 * once, and reads comments and trailing commas.
 * Source: what version 1.0 does (`copilot mcp --help`).
 */
export const copilot = mcpClient({
  id: 'copilot',
  name: 'GitHub Copilot CLI',
  tried: true,
  files: (machine) => [inFolderOf(machine, 'COPILOT_HOME', inHome(machine, '.copilot'), ['mcp-config.json'])],
  editor: jsonc,
  projectFile: '.github/mcp.json',
  types: { started: 'local', reached: 'http' },
  always: { tools: ['*'] },
  references: [/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/, /\$([A-Za-z_]\w*)()/],
  refer: (variable) => `\${${variable}}`,
  aboutReference:
    'The file names a variable, and Copilot takes its value from where it was started: every server that it starts sees it.',
  literal: /\$\w|\$\{/,
  start: { from: 'terminal', program: 'copilot' },
});
