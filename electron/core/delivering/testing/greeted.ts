import type { McpGreeting } from '../../ports/mcp.ts';
import type { Outcome } from './report.ts';

/** The words for a server that answered. */
export function greeted({ name, version, tools, noise }: McpGreeting): Outcome {
  const what = `${name || 'A server without a name'} ${version}`.trim();
  return {
    ok: true,
    quotes: true,
    message: `${what} answered and offers ${toolWords(tools)}.`,
    next: noise
      ? 'It also writes to its standard output what is not MCP, which some clients refuse: tell whoever makes it.'
      : null,
    server: { name, version },
    tools,
  };
}

function toolWords(tools: readonly string[] | null): string {
  if (tools === null || tools.length === 0) return 'no tools';
  return tools.length === 1 ? '1 tool' : `${tools.length} tools`;
}
