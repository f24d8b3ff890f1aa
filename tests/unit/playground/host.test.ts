import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawRequest } from '#tests/counterparts/raw-request.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createPlaygroundHost, type PlaygroundHost } from '../../../electron/playground/index.ts';
import { newHome } from './bench.ts';

let home: string;
const hosts: PlaygroundHost[] = [];
const children: ChildProcess[] = [];
const servers: Server[] = [];
beforeEach(() => {
  home = newHome();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  rmSync(home, { recursive: true, force: true });
});

function newHost(clock = fakeClock()): PlaygroundHost {
  const host = createPlaygroundHost({ home, clock });
  hosts.push(host);
  return host;
}

async function startProcess(): Promise<{
  readonly child: ChildProcess;
  readonly url: string;
  readonly place: string;
}> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), home], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  for await (const line of child.stdout) {
    const [url = '', place = ''] = String(line).trim().split(' ');
    return { child, url, place };
  }
  throw new Error('the process ended without a word');
}

const kill = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });

/** Somebody else on our port, who takes whatever comes. */
async function squat(port: number): Promise<string[]> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')}`);
    response.end(JSON.stringify({ service: 'keyrack-playground', proof: 'A'.repeat(43), keys: [] }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return heard;
}

const portOf = (url: string): number => Number(new URL(url).port);
const list = (url: string, credential: string) =>
  rawRequest(url, { path: '/v1/keys', headers: { authorization: `Bearer ${credential}` } });

describe('the Playground of a home', () => {
  it('listens on loopback, between 20000 and 29999, and on the same port next time', async () => {
    const first = newHost();
    const url = await first.url();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}$/);
    expect([await first.url(), first.elsewhere]).toEqual([url, false]);
    await first.stop();
    expect(await newHost().url()).toBe(url);
  });

  it('is served by one process and found by the others', async () => {
    const [first, second] = [newHost(), newHost()];
    const url = await first.url();
    expect([await second.url(), second.elsewhere]).toEqual([url, true]);
    const credential = (await second.mintCredential('x')).expose();
    expect((await list(url, credential)).status).toBe(200);
  });

  it('is served once when several ask at the same moment', async () => {
    const many = Array.from({ length: 4 }, () => newHost());
    const urls = await Promise.all(many.flatMap((host) => [host.url(), host.url()]));
    expect(new Set(urls).size).toBe(1);
    expect(many.filter(({ elsewhere }) => !elsewhere)).toHaveLength(1);
  });

  it('is served by the next who asks when the first has stopped', async () => {
    const [first, second] = [newHost(), newHost()];
    const url = await first.url();
    await second.url();
    await first.stop();
    expect([await second.url(), second.elsewhere]).toEqual([url, false]);
  });

  it('is taken over by one who keeps it, without being asked', async () => {
    const clock = fakeClock();
    const [first, second] = [newHost(), newHost(clock)];
    await first.url();
    const url = await second.url();
    second.keep();
    await first.stop();
    clock.advance(2_000);
    await expect.poll(() => second.elsewhere).toBe(false);
    expect((await rawRequest(url, { path: '/v1/health' })).status).toBe(200);
  });

  it('never hands its credential to a squatter on its port, and moves', async () => {
    const first = newHost();
    const url = await first.url();
    const credential = await first.mintCredential('x');
    await first.stop();
    const heard = await squat(portOf(url));
    const moved = await newHost().url();
    expect(moved).not.toBe(url);
    expect((await list(moved, credential.expose())).status).toBe(200);
    expect(heard.length).toBeGreaterThan(0);
    for (const request of heard) expect(request).toMatch(/^GET \/v1\/health\?nonce=[\w-]{32} Host /);
    expect(await newHost().url()).toBe(moved);
  });

  it('is not believed when a squatter passes on the proof of the real one', async () => {
    const real = newHost();
    const url = await real.url();
    const wrong = portOf(url) === 20_000 ? 20_001 : portOf(url) - 1;
    const relay = createServer(async (request, response) => {
      response.end((await rawRequest(url, { path: request.url ?? '/' })).text);
    });
    servers.push(relay);
    const isListening = await new Promise<boolean>((resolve) => {
      relay.once('error', () => resolve(false));
      relay.listen(wrong, '127.0.0.1', () => resolve(true));
    });
    expect(isListening).toBe(true);
    const db = new DatabaseSync(join(home, 'playground.db'));
    db.prepare('UPDATE place SET port = ?').run(wrong);
    db.close();
    expect(await newHost().url()).not.toBe(`http://127.0.0.1:${wrong}`);
  });

  it('says nothing of itself to the port above or below', async () => {
    expect(await rawRequest(await newHost().url(), { path: '/v1/health' })).toMatchObject({
      text: '{"service":"keyrack-playground"}',
    });
  });

  it('keeps everything when it is killed, and starts again', async () => {
    const { child, url, place } = await startProcess();
    expect(place).toBe('here');
    const host = newHost();
    expect([await host.url(), host.elsewhere]).toEqual([url, true]);
    const credential = (await host.mintCredential('x')).expose();
    const headers = { authorization: `Bearer ${credential}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Survivor', scopes: ['contacts:read'] });
    const { secret } = JSON.parse(
      (await rawRequest(url, { method: 'POST', path: '/v1/keys', headers, body })).text,
    );
    await kill(child);
    expect([await host.url(), host.elsewhere]).toEqual([url, false]);
    expect(JSON.parse((await list(url, credential)).text).keys).toMatchObject([{ name: 'Survivor' }]);
    const whoami = await rawRequest(url, {
      path: '/v1/whoami',
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(whoami.status).toBe(200);
  });

  it('says so where its file is from a newer Keyrack, or none of ours, and leaves it alone', async () => {
    await newHost().url();
    await Promise.all(hosts.splice(0).map((host) => host.stop()));
    const db = new DatabaseSync(join(home, 'playground.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(newHost().url()).rejects.toMatchObject({ code: 'ledger-newer' });
  });

  it('says so where its folder cannot be used', async () => {
    chmodSync(home, 0o700);
    home = join(home, 'playground.db');
    const blocked = createPlaygroundHost({ home: '/dev/null/keyrack', clock: fakeClock() });
    await expect(blocked.url()).rejects.toMatchObject({ code: 'home-failed', next: expect.any(String) });
    await blocked.stop();
  });

  it('opens nothing once it is stopped', async () => {
    const host = newHost();
    await host.stop();
    await expect(host.url()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
