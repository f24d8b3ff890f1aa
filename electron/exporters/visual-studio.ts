import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';
import { ANY_VARIABLE, notDocumented } from './unknown-expansion.ts';

/**
 * Visual Studio, on Windows only: `.mcp.json` in the user's folder and beside a solution, under `servers`. Claude Code
 * has a file of that name in a project, under `mcpServers`: both live in one document.
 * Source: MicrosoftDocs/visualstudio-docs, docs/ide/mcp-servers.md.
 */
export const visualStudio = mcpClient({
  id: 'visual-studio',
  name: 'Visual Studio',
  files: (machine) => (machine.platform === 'win32' ? [inHome(machine, '.mcp.json')] : []),
  projectFile: '.mcp.json',
  root: 'servers',
  types: { started: 'stdio', reached: 'http' },
  refer: null,
  aboutReference: notDocumented('Visual Studio'),
  literal: ANY_VARIABLE,
});
