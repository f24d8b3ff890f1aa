import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';
import { ANY_VARIABLE, notDocumented } from './unknown-expansion.ts';

/** Warp: `.warp/.mcp.json`, without `type`; it starts what the user's own file names. Source: warpdotdev/docs, agent-platform/capabilities/mcp. */
export const warp = mcpClient({
  id: 'warp',
  name: 'Warp',
  files: (machine) => [inHome(machine, '.warp', '.mcp.json')],
  projectFile: '.warp/.mcp.json',
  refer: null,
  aboutReference: notDocumented('Warp'),
  literal: ANY_VARIABLE,
});
