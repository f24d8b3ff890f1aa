import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ROOT } from './command.ts';

/** A command that starts the counterpart which calls `url` with the key in `variable`. */
export const callingServer = (variable: string, url: string): readonly string[] => [
  'env',
  'ELECTRON_RUN_AS_NODE=1',
  process.execPath,
  join(ROOT, 'tests', 'counterparts', 'mcp-calling-server.ts'),
  variable,
  url,
];

/** A server that goes on with the key that it was started with. */
export interface RunningServer {
  /** @returns the status that the service answers with */
  call(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server as a client does that reads this file now. */
export async function startServer(file: string, name: string): Promise<RunningServer> {
  const { command, args, env } = JSON.parse(readFileSync(file, 'utf8')).mcpServers[name];
  // The keyring of the test stands on a bus of its own, where that of a user is found without a word.
  const { DBUS_SESSION_BUS_ADDRESS: bus = '' } = process.env;
  const own = { ...getDefaultEnvironment(), DBUS_SESSION_BUS_ADDRESS: bus };
  const client = new Client({ name: 'counterpart', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command, args, env: { ...own, ...env } }));
  return {
    call: async () => {
      const { content } = await client.callTool({ name: 'call' });
      return Number((content as { readonly text: string }[])[0]?.text);
    },
    stop: () => client.close(),
  };
}

/** The same for one call. */
export async function callAnew(file: string, name: string): Promise<number> {
  const server = await startServer(file, name);
  try {
    return await server.call();
  } finally {
    await server.stop();
  }
}
