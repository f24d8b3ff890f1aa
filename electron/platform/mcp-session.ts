import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ListToolsResultSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { AppError } from '#core/errors.ts';
import type { McpAddress, McpGreeting, McpWatch } from '#core/ports/mcp.ts';
import type { RunningProgram } from '#core/ports/processes.ts';
import { createCalls } from './mcp-http.ts';
import { createPipes } from './mcp-pipes.ts';

// A server that names a next page for ever must come to an end.
const PAGES = 20;
// Whoever waits has a deadline of his own; the library's would come first.
const NEVER_MS = 2_000_000_000;

/** Speaks to a program by its input and output, a line a message. */
export async function greetProgram(program: RunningProgram, watch: McpWatch): Promise<McpGreeting> {
  const pipes = createPipes(program);
  try {
    const greeting = await greet(pipes.transport, watch);
    return { ...greeting, noise: pipes.noise() };
  } catch (error) {
    throw failureOf(error, watch);
  }
}

/** Speaks to an address by Streamable HTTP. */
export async function greetUrl(address: McpAddress, watch: McpWatch): Promise<McpGreeting> {
  const calls = createCalls(address.transport, watch.signal);
  const transport = new StreamableHTTPClientTransport(new URL(address.url), {
    fetch: calls.fetch,
    requestInit: { headers: { ...address.headers } },
  });
  try {
    // Its session id may be absent, which its own type says in another way than the interface does.
    const greeting = await greet(transport as Transport, watch);
    await transport.terminateSession().catch(() => undefined);
    return greeting;
  } catch (error) {
    throw calls.failure() ?? failureOf(error, watch);
  } finally {
    await transport.close().catch(() => undefined);
  }
}

async function greet(transport: Transport, { signal, onStep }: McpWatch): Promise<McpGreeting> {
  const client = new Client({ name: 'keyrack', version: '1.0.0' });
  const options = { signal, timeout: NEVER_MS };
  onStep('initialize');
  await client.connect(transport, options);
  const { name = '', version = '' } = client.getServerVersion() ?? {};
  if (client.getServerCapabilities()?.tools === undefined)
    return { name, version, tools: null, noise: false };
  onStep('tools');
  const tools: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    // Not `listTools`: that makes code of the schemas that the server sends.
    const found = await client.request({ method: 'tools/list', params }, ListToolsResultSchema, options);
    tools.push(...found.tools.map((tool) => tool.name));
    cursor = found.nextCursor;
    if (cursor === undefined) break;
  }
  return { name, version, tools, noise: false };
}

function failureOf(error: unknown, { signal }: McpWatch): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof AppError) return error;
  if (error instanceof McpError && error.code !== CLOSED) {
    return new AppError('refused', {
      message: `The server answered with an error: ${error.message.replace(/^MCP error -?\d+: /, '')}`,
      next: 'Read what it wrote, and look at its documents.',
    });
  }
  return new AppError('service-failed', {
    message: 'What the server answered is not MCP, or it stopped answering.',
    next: 'Look whether the command or address in the file is that of an MCP server.',
  });
}

/** The library's own code for a transport that has ended. */
const CLOSED = -32_000;
