import type { McpGreeter } from '#core/ports/mcp.ts';

// The protocol's library takes longer to load than most commands run: only a test of a server pays for it.
const load = () => import('./mcp-session.ts');

export const mcpGreeter: McpGreeter = {
  greetProgram: async (program, watch) => (await load()).greetProgram(program, watch),
  greetUrl: async (address, watch) => (await load()).greetUrl(address, watch),
};
