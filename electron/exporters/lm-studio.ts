import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';
import { ANY_VARIABLE, notDocumented } from './unknown-expansion.ts';

/** LM Studio: `mcp.json` in the form that Cursor uses. Source: lmstudio-ai/docs, 0_app/2_mcp. */
export const lmStudio = mcpClient({
  id: 'lm-studio',
  name: 'LM Studio',
  files: (machine) => [inHome(machine, '.lmstudio', 'mcp.json')],
  refer: null,
  aboutReference: notDocumented('LM Studio'),
  literal: ANY_VARIABLE,
});
