// Servers that do not do what they should; the first argument says how. Plain lines of JSON-RPC, without a library.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [way = '', word = ''] = process.argv.slice(2);
const say = (message: object) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const idle = () => setInterval(() => undefined, 1_000);

/** What a client asks, in order; answers as a good server does. */
function serve(name = 'odd', onInitialize: () => void = () => undefined): void {
  createInterface(process.stdin).on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    if (method === 'initialize') {
      onInitialize();
      const { protocolVersion } = params;
      const serverInfo = { name, version: '2.0.0' };
      say({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo } });
    }
    const tool = (tool: string) => ({ name: tool, inputSchema: { type: 'object' } });
    if (method === 'tools/list' && params?.cursor === undefined)
      say({ id, result: { tools: [tool('one')], nextCursor: '2' } });
    else if (method === 'tools/list') say({ id, result: { tools: [tool('two')] } });
  });
}

const secret = process.env.ACME_API_KEY ?? '';

/** This process and its grandchild, which is in a session of its own, note their numbers; neither minds being asked to end. */
function fork(): void {
  const line = "process.on('SIGTERM',()=>{});setInterval(()=>{},1000)";
  const grandchild = spawn(process.execPath, ['-e', line], { detached: true, stdio: 'inherit' });
  writeFileSync(word, `${process.pid} ${grandchild.pid}`);
  process.on('SIGTERM', () => undefined);
  idle();
}

const WAYS: Record<string, () => void> = {
  good: serve,
  silent: () => void idle(),
  ends: () => {
    process.stderr.write('no licence was found\n');
    process.exitCode = 7;
  },
  noise: () => {
    process.stdout.write('Welcome to the server!\n');
    serve();
  },
  forks: () => {
    fork();
    serve();
  },
  stuck: fork,
  // One that keeps its parent's output open and outlives it.
  leaves: () => {
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(()=>{},1000)'], { stdio: 'inherit' });
    writeFileSync(word, `${process.pid} ${grandchild.pid}`);
    serve();
    process.stdin.on('end', () => process.exit(0));
  },
  prints: () => {
    const bytes = Buffer.from(secret);
    const padded = Buffer.from(`user:${secret}`);
    process.stderr.write(`raw ${secret}\nhex ${bytes.toString('hex')}\nbasic ${padded.toString('base64')}\n`);
    process.stderr.write(
      `url ${encodeURIComponent(secret)}\ncoloured ${secret.slice(0, 5)}\u001b[31m${secret.slice(5)}\n`,
    );
    serve(`server of ${secret}`);
  },
  refuses: () =>
    void createInterface(process.stdin).on('line', (line) =>
      say({ id: JSON.parse(line).id, error: { code: -32602, message: `bad key ${secret}` } }),
    ),
  tests: () => {
    if (process.argv.includes('--test-auth')) process.exit(secret === word ? 0 : 3);
    serve();
  },
  variables: () => serve(Object.keys(process.env).sort().join(' ')),
};
WAYS[way]?.();
