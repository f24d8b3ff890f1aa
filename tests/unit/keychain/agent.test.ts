import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Sealer } from '#core/ports/secret-store.ts';
import { type FakeClock, fakeClock } from '#tests/fakes/clock.ts';
import { agentAddresses, isPrivateFolder } from '../../../electron/keychain/agent-address.ts';
import { connectAgent } from '../../../electron/keychain/agent-client.ts';
import { LINE_MAX } from '../../../electron/keychain/agent-protocol.ts';
import { type Agent, type AgentOptions, startAgent } from '../../../electron/keychain/agent-server.ts';

const HOUR = 3_600_000;
const vault = randomUUID();
const plain = Buffer.from('plain');

/** Marks what it seals, so that a test sees whose work it is. */
const sealerOf = (mark: string): Sealer => ({
  seal: async (context, bytes) => Buffer.from(`${mark}|${context}|${Buffer.from(bytes)}`),
  open: async (context, box) => {
    const [by, sealedFor, value = ''] = Buffer.from(box).toString().split('|');
    if (by !== mark || sealedFor !== context) throw new Error('not ours');
    return Buffer.from(value);
  },
});

let home: string;
let clock: FakeClock;
let agents: Agent[];
let ends: string[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyrack-agent-'));
  clock = fakeClock();
  agents = [];
  ends = [];
});
afterEach(async () => {
  for (const agent of agents) await agent.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(options: Partial<AgentOptions> = {}): Promise<Agent> {
  const onEnd = (why: string) => {
    ends.push(why);
  };
  const agent = await startAgent({
    home,
    vault,
    sealer: sealerOf('one'),
    forMs: null,
    clock,
    onEnd,
    ...options,
  });
  agents.push(agent);
  return agent;
}

async function connected(): Promise<Sealer> {
  const agent = await connectAgent(home, vault);
  if (agent === null) throw new Error('no agent');
  return agent;
}

const socketPath = () => join(home, 'agent.sock');

/** Closed to others, but somebody else's; an ordinary user finds one only wider than that. */
function foreignFolder(): string {
  if (process.getuid?.() !== 0) return '/';
  const folder = join(home, 'foreign');
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, 65_534, 65_534);
  return folder;
}

/** A socket file whose process is gone, as after kill -9. */
async function leaveStaleSocket(): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(join(home, 'other'), resolve);
  });
  renameSync(join(home, 'other'), socketPath());
  server.close();
}

test('seals and opens for others, under the context given', async () => {
  await start();
  const agent = await connected();
  const box = await agent.seal('a/b', plain);
  expect(Buffer.from(box).toString()).toBe('one|a/b|plain');
  expect(Buffer.from(await agent.open('a/b', box))).toEqual(plain);
  await expect(agent.open('a/c', box)).rejects.toThrow('changed');
});

test('carries a copy of a large file', async () => {
  await start();
  const large = Buffer.alloc(16 * 1024 * 1024, 'x');
  expect((await (await connected()).seal('a/b', large)).length).toBeGreaterThan(large.length);
});

test('listens on a socket that only the user can reach', async () => {
  await start();
  const stat = lstatSync(socketPath());
  expect([stat.isSocket(), stat.mode & 0o777]).toEqual([true, 0o600]);
});

test('does not answer for another vault, so a replaced vault is locked', async () => {
  await start();
  expect(await connectAgent(home, randomUUID())).toBe(null);
});

test('is not found for another home', async () => {
  await start();
  const other = mkdtempSync(join(tmpdir(), 'keyrack-agent-'));
  expect(await connectAgent(other, vault)).toBe(null);
  rmSync(other, { recursive: true });
});

test('replaces a socket that a killed agent left, which itself counts as none', async () => {
  await leaveStaleSocket();
  expect(await connectAgent(home, vault)).toBe(null);
  await start();
  expect(await connectAgent(home, vault)).not.toBe(null);
});

test('removes what an agent killed while it started has left', async () => {
  await leaveStaleSocket();
  renameSync(socketPath(), `${socketPath()}.4194303`);
  await start();
  expect(existsSync(`${socketPath()}.4194303`)).toBe(false);
});

test('a newer agent takes the place of the older, whose end does not take it away again', async () => {
  const old = await start();
  await start({ sealer: sealerOf('two') });
  expect(ends).toEqual(['replaced']);
  await old.close();
  expect(Buffer.from(await (await connected()).seal('a/b', plain)).toString()).toBe('two|a/b|plain');
});

test('an agent whose socket was taken without a word ends itself', async () => {
  await start();
  await leaveStaleSocket();
  clock.advance(60_000);
  expect(ends).toEqual(['replaced']);
});

test('lock ends it, tells its process, and leaves no socket', async () => {
  await start();
  await (await connectAgent(home, vault))?.lock();
  expect(ends).toEqual(['locked']);
  expect(await connectAgent(home, vault)).toBe(null);
  expect(existsSync(socketPath())).toBe(false);
});

test('ends when its time is up', async () => {
  const agent = await start({ forMs: 8 * HOUR });
  expect(agent.until?.toISOString()).toBe('2026-11-20T20:00:00.000Z');
  expect((await connectAgent(home, vault))?.until).toBe('2026-11-20T20:00:00.000Z');
  clock.advance(8 * HOUR);
  expect(ends).toEqual(['expired']);
  expect(await connectAgent(home, vault)).toBe(null);
});

test('gives nothing after its time when the machine slept through the timer', async () => {
  let now = clock.now();
  await start({ forMs: HOUR, clock: { ...clock, now: () => now } });
  const agent = await connected();
  now = new Date(now.getTime() + 2 * HOUR);
  await expect(agent.seal('a/b', plain)).rejects.toMatchObject({ code: 'storage-locked' });
  expect(ends).toEqual(['expired']);
});

test('an agent that went away in between is locked, not a bug', async () => {
  const agent = await start();
  const connection = await connected();
  await agent.close();
  await expect(connection.seal('a/b', plain)).rejects.toMatchObject({ code: 'storage-locked' });
});

test('a sealer that is locked by now is locked for others', async () => {
  const locked = async () => {
    throw new AppError('storage-locked', { message: 'Locked.' });
  };
  await start({ sealer: { seal: locked, open: locked } });
  await expect((await connected()).seal('a/b', plain)).rejects.toMatchObject({ code: 'storage-locked' });
});

test.each([
  ['no JSON', 'hello'],
  ['an unknown op', JSON.stringify({ op: 'key', vault })],
  ['a missing vault', JSON.stringify({ op: 'status' })],
  ['an extra field', JSON.stringify({ op: 'status', vault, more: 1 })],
  ['data that is no base64', JSON.stringify({ op: 'seal', vault, context: 'a', data: '\u0000' })],
  ['an empty context', JSON.stringify({ op: 'seal', vault, context: '', data: '' })],
])('refuses %s and goes on serving', async (_what, line) => {
  await start();
  const socket = createConnection(socketPath());
  socket.write(`${line}\n`);
  expect(await text(socket)).toBe('{"ok":false,"error":"bad-request"}\n');
  expect(await connectAgent(home, vault)).not.toBe(null);
});

test('hangs up on a line that does not end', async () => {
  await start();
  const socket = createConnection(socketPath());
  socket.on('error', () => {});
  const closed = new Promise((resolve) => {
    socket.on('close', resolve);
  });
  socket.write('x'.repeat(LINE_MAX + 1));
  await closed;
  expect(await connectAgent(home, vault)).not.toBe(null);
});

test('answers that are none count as no agent', async () => {
  const server = createServer((socket: Socket) => socket.end('{"ok":true,"key":"AAAA"}\n'));
  server.listen(socketPath());
  expect(await connectAgent(home, vault)).toBe(null);
  server.close();
});

test('refuses a folder that is a link, too wide or another user’s', () => {
  const folder = join(home, 'folder');
  mkdirSync(folder, { mode: 0o700 });
  expect(isPrivateFolder(folder)).toBe(true);
  chmodSync(folder, 0o710);
  expect(isPrivateFolder(folder)).toBe(false);
  symlinkSync(home, join(home, 'link'));
  expect(isPrivateFolder(join(home, 'link'))).toBe(false);
  expect(isPrivateFolder(foreignFolder())).toBe(false);
  expect(isPrivateFolder(join(home, 'none'))).toBe(false);
});

test('a client trusts no socket in a folder that others can write', async () => {
  await start();
  chmodSync(home, 0o777);
  expect(await connectAgent(home, vault)).toBe(null);
});

test('a home with a long path, or one open to others, gets its socket in a private folder elsewhere', async () => {
  const long = join(home, 'l'.repeat(100));
  mkdirSync(long, { mode: 0o700 });
  const [elsewhere = ''] = agentAddresses(long).filter((address) => !address.startsWith('/run/'));
  expect(elsewhere).toMatch(/^\/tmp\/keyrack-\d+-[0-9a-f]{16}\/agent\.sock$/);
  await start({ home: long });
  expect(await connectAgent(long, vault)).not.toBe(null);
  expect(agentAddresses(long).some((address) => existsSync(address))).toBe(true);
  rmSync(join(elsewhere, '..'), { recursive: true, force: true });
});

test('a socket’s place that is taken by a folder is left, and the next one used', async () => {
  mkdirSync(join(socketPath(), 'theirs'), { recursive: true });
  await start();
  expect(await connectAgent(home, vault)).not.toBe(null);
  expect(readdirSync(home)).toEqual(['agent.sock']);
  for (const address of agentAddresses(home).slice(1))
    rmSync(dirname(address), { recursive: true, force: true });
});
