// A real MCP client: starts a server as a client's configuration says, asks its tool `key`, and prints the answer.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [file = '', name = ''] = process.argv.slice(2);
const { command, args, env } = JSON.parse(readFileSync(file, 'utf8')).mcpServers[name];
const client = new Client({ name: 'counterpart', version: '1.0.0' });

await client.connect(new StdioClientTransport({ command, args, env }));
const { content } = await client.callTool({ name: 'key' });
process.stdout.write((content as { readonly text: string }[])[0]?.text ?? '');
await client.close();
