import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mcpOverHttp, serve } from '#tests/counterparts/mcp-http-server.ts';
import { type Bench, ended, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const SECRET = 'service-canary-7e2b8d4f9a1c';
const COUNTERPARTS = join(import.meta.dirname, '../counterparts');
const NODE = `env ELECTRON_RUN_AS_NODE=1 "${process.execPath}"`;
const GOOD = `${NODE} "${join(COUNTERPARTS, 'mcp-server.ts')}" ACME_API_KEY`;
const odd = (...words: readonly string[]) =>
  `${NODE} "${join(COUNTERPARTS, 'odd-server.ts')}" ${words.join(' ')}`;

interface Result {
  readonly ok: boolean;
  readonly message: string;
  readonly tools: readonly string[] | null;
}

let bench: Bench;
let file: string;
beforeAll(async () => {
  bench = await openBench();
  file = join(bench.files, '.claude.json');
  // What a client starts finds the agent by the home alone, and would not find the bus of this test.
  await bench.json(['init', '--storage', 'passphrase', '--passphrase-fd', '3'], {
    passphrase: 'correct horse\n',
  });
  await bench.json(['unlock', '--for', '1h', '--passphrase-fd', '3'], { passphrase: 'correct horse\n' });
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  const words = ['key', 'add', '--env', 'Development', '--name', 'Acme', '--var', 'ACME_API_KEY'];
  await bench.json(words, { stdin: SECRET });
});
afterAll(() => bench.close());

const deliver = async (...more: readonly string[]) => {
  const words = [
    'export',
    'claude-code',
    '--file',
    file,
    '--env',
    'Development',
    '--key',
    'Acme',
    '--server',
    'acme',
  ];
  return ((await bench.json([...words, ...more])) as { readonly delivery: string }).delivery;
};
const test = async (id: string) => {
  const { code, out, err } = await bench.run(['--json', '--quiet', 'targets', 'test', id]);
  expect(out + err).not.toContain(SECRET);
  return { code, result: JSON.parse(out) as Result };
};

describe('a delivery that is tested', () => {
  it.each([
    ['launcher', GOOD],
    ['reference', GOOD],
    ['inline', GOOD],
  ])('by %s starts the server as the client would, and exits 0', async (mechanism, line) => {
    const { code, result } = await test(await deliver('--mechanism', mechanism, '--command', line));
    expect(result).toMatchObject({ ok: true, tools: ['key'] });
    expect(code).toBe(0);
  });

  it('by a helper gets the headers from the line in the file', async () => {
    const server = await serve(mcpOverHttp(['x-api-key', SECRET]));
    try {
      const id = await deliver('--mechanism', 'helper', '--url', server.url, '--header', 'X-Api-Key: {}');
      expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
      expect(await test(id)).toMatchObject({ code: 0, result: { ok: true, tools: ['look'] } });
    } finally {
      await server.close();
    }
  });

  it('in words tells steps on stderr and the result on stdout', async () => {
    const { code, out, err } = await bench.run(['targets', 'test', await deliver('--command', GOOD)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Passed in .+\. counterpart 1\.0\.0 answered and offers 1 tool\.\n/);
    expect(out).toMatch(/^Server: counterpart 1\.0\.0\nTools: key$/m);
    expect(err).toContain('Waiting for its first answer.');
  });
});

describe('a delivery whose test fails', () => {
  it('exits 1 with what the server said, cut free of the key', async () => {
    const { code, result } = await test(await deliver('--mechanism', 'inline', '--command', odd('ends')));
    expect(code).toBe(1);
    expect(result).toMatchObject({ ok: false, output: ['no licence was found'] });
  });

  it('exits 1 where the entry is gone', async () => {
    const id = await deliver('--command', GOOD);
    writeFileSync(file, '{}');
    expect((await test(id)).code).toBe(1);
  });

  it('exits 4 where there is no such delivery', async () =>
    expect((await bench.run(['targets', 'test', '00000000-0000-4000-8000-000000000000'])).code).toBe(4));

  it('is ended by Ctrl+C with all that it has started', async () => {
    const pids = join(bench.files, 'pids');
    const id = await deliver('--mechanism', 'inline', '--command', odd('forks', pids));
    writeFileSync(file, readFileSync(file, 'utf8').replace('forks', 'stuck'));
    const child = bench.start(['targets', 'test', id]);
    const end = ended(child);
    for (let waited = 0; waited < 600 && read(pids) === ''; waited += 1) await delay(100);
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    expect(read(pids).split(' ').map(Number).map(isGone)).toEqual([true, true]);
  });
});

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isGone(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' || stat.includes(') Z ');
}

it('needs the storage open, also to know what to cut out, and exits 3 where it is not', async () => {
  const id = await deliver('--command', GOOD);
  await bench.json(['lock']);
  expect((await bench.run(['targets', 'test', id])).code).toBe(3);
});
