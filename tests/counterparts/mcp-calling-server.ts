// A small MCP server that calls a key service, as a stranger would write it: with the key in the variable named by its
// first argument, at the address that is its second.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const [variable = '', url = ''] = process.argv.slice(2);
const server = new McpServer({ name: 'calling', version: '1.0.0' });

server.registerTool('call', { description: 'The status that the service answers with.' }, async () => {
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${process.env[variable]}` } });
  return { content: [{ type: 'text', text: String(status) }] };
});

await server.connect(new StdioServerTransport());
