import { mcpClient } from './mcp-client.ts';
import { ANY_VARIABLE } from './unknown-expansion.ts';

/**
 * Any file with `mcpServers`, for clients that have no target of their own: the file has to be named. What the client
 * expands is not known, so a literal that any of them would expand is refused, and a reference takes the commonest form.
 */
export const mcp = mcpClient({
  id: 'mcp',
  name: 'Other MCP client',
  files: () => [],
  refer: (variable) => `\${${variable}}`,
  aboutReference:
    'The file names a variable as $\u007bNAME}. Take this only where the client is known to expand that: many do not, and the server would get the name.',
  literal: ANY_VARIABLE,
  start: { from: 'desktop', program: '<program>' },
});
