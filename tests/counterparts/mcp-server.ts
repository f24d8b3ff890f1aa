// A small MCP server, as a stranger would write it: it reads its key from the variable named by its argument.
import { createHash } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const variable = process.argv[2] ?? '';
const server = new McpServer({ name: 'counterpart', version: '1.0.0' });

server.registerTool(
  'key',
  { description: 'What this server was started with, the key as its SHA-256.' },
  () => {
    const hash = createHash('sha256')
      .update(process.env[variable] ?? '')
      .digest('hex');
    const variables = Object.keys(process.env).sort();
    return { content: [{ type: 'text', text: JSON.stringify({ hash, variables }) }] };
  },
);

await server.connect(new StdioServerTransport());
