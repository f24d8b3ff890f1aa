// An MCP server that is started: it writes what it was started with into the folder of its first argument, under the
// name of its second, before anything else: a client that soon gives up has shown by then what it hands over.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', name = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true, mode: 0o700 });
writeFileSync(join(folder, name), JSON.stringify({ env: process.env, argv: process.argv }), { mode: 0o600 });

const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');
const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
const server = new McpServer({ name: 'probe', version: '1.0.0' });
server.registerTool('probe', { description: 'Nothing.' }, () => ({ content: [] }));
await server.connect(new StdioServerTransport());
