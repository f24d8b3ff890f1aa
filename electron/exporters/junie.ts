import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';
import { ANY_VARIABLE, notDocumented } from './unknown-expansion.ts';

/** Junie, in JetBrains' editors and as a command: `.junie/mcp/mcp.json`, without `type`. Source: junie.jetbrains.com/docs. */
export const junie = mcpClient({
  id: 'junie',
  name: 'Junie',
  files: (machine) => [inHome(machine, '.junie', 'mcp', 'mcp.json')],
  projectFile: '.junie/mcp/mcp.json',
  refer: null,
  aboutReference: notDocumented('Junie'),
  literal: ANY_VARIABLE,
});
