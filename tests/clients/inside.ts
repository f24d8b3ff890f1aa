// Runs in the namespace without a network: a server over HTTP, of MCP and of plain calls, and the client that reaches it.
// The job comes on stdin; a document with how the client ended goes to stdout.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

export interface Job {
  readonly words: readonly string[];
  /** The whole environment of the client. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Where the server listens: /<name>, of MCP, and /calls/<name> are recorded in `records`. */
  readonly port: number;
  readonly records: string;
  /** What is typed into it, and what in its output says that it is done; absent: it ends by itself. */
  readonly talk?: { readonly says: string; readonly until: string };
}

const job = (await json(process.stdin)) as Job;
mkdirSync(job.records, { recursive: true, mode: 0o700 });
const server = createServer((request, response) => void answer(request, response));
await new Promise<void>((resolve) => server.listen(job.port, '127.0.0.1', resolve));
process.stdout.write(JSON.stringify(await run()));
process.exit();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '/', headers } = request;
  const { pathname } = new URL(url, 'http://127.0.0.1');
  if (pathname === '/v1/chat/completions') return completed(response);
  const [, call, name] = /^\/(calls\/)?([\w-]+)$/.exec(pathname) ?? [];
  const body = call === undefined ? null : await text(request);
  if (name !== undefined)
    writeFileSync(join(job.records, name), JSON.stringify({ url, headers, body }), { mode: 0o600 });
  if (call !== undefined) return void response.end('{}');
  const mcp = new McpServer({ name: 'probe', version: '1.0.0' });
  mcp.registerTool('probe', { description: 'Nothing.' }, () => ({ content: [] }));
  // Each request for itself: nothing is remembered between them.
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => void mcp.close());
  await mcp.connect(transport as Parameters<typeof mcp.connect>[0]);
  await transport.handleRequest(request, response);
}

/**
 * What a model streams that has only a word to say.
 * Source: platform.openai.com/docs/api-reference/chat-streaming
 */
function completed(response: ServerResponse): void {
  const chunk = (delta: object, finish_reason: string | null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'counterpart',
    choices: [{ index: 0, delta, finish_reason }],
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const data of [chunk({ role: 'assistant', content: 'Done.' }, null), chunk({}, 'stop')]) {
    response.write(`data: ${JSON.stringify(data)}\n\n`);
  }
  response.end('data: [DONE]\n\n');
}

function run(): Promise<{ readonly code: number | null; readonly out: string }> {
  const [program = '', ...args] = job.words;
  const child = spawn(program, args, { env: job.env, cwd: job.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  const hear = (data: Buffer) => {
    out += data;
    if (job.talk !== undefined && out.includes(job.talk.until)) child.kill();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.stdin.on('error', () => undefined);
  if (job.talk === undefined) child.stdin.end();
  else child.stdin.write(job.talk.says);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out }));
  });
}
