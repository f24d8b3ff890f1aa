import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawReply, type RawRequest, rawRequest } from '#tests/counterparts/raw-request.ts';
import { type FakeClock, fakeClock } from '#tests/fakes/clock.ts';
import { createPlaygroundHost, type PlaygroundHost } from '../../../electron/playground/index.ts';

/** A playground in a home of its own, asked by hand: not through our engine. */
export interface Bench {
  readonly home: string;
  readonly host: PlaygroundHost;
  readonly url: string;
  readonly clock: FakeClock;
  readonly credential: string;
  send(request: RawRequest): Promise<RawReply>;
  /** With a bearer and, for everything but GET, JSON. */
  ask(bearer: string, method: string, path: string, body?: unknown): Promise<RawReply>;
  /** @returns id and value of a new key */
  newKey(changes?: Record<string, unknown>): Promise<{ readonly id: string; readonly secret: string }>;
  stop(): Promise<void>;
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'keyrack-playground-'));

export async function startBench(home = newHome()): Promise<Bench> {
  const clock = fakeClock();
  const host = createPlaygroundHost({ home, clock });
  const url = await host.url();
  const credential = (await host.mintCredential('a test')).expose();
  const send = (request: RawRequest) => rawRequest(url, request);
  const ask: Bench['ask'] = (bearer, method, path, body) => {
    const authorization = `Bearer ${bearer}`;
    if (body === undefined) return send({ method, path, headers: { authorization } });
    const headers = { authorization, 'content-type': 'application/json' };
    return send({ method, path, headers, body: JSON.stringify(body) });
  };
  return {
    home,
    host,
    url,
    clock,
    credential,
    send,
    ask,
    newKey: async (changes = {}) => {
      const reply = await ask(credential, 'POST', '/v1/keys', {
        name: 'K',
        scopes: ['contacts:read'],
        ...changes,
      });
      const { key, secret } = JSON.parse(reply.text);
      return { id: key.id, secret };
    },
    stop: async () => {
      await host.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
