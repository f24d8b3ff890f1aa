import { describe, expect, it } from 'vitest';
import type { Transport } from '#core/ports/http.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { type Call, createHttpClient } from '../../../electron/providers/http/client.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';

const CALL: Call = {
  method: 'GET',
  path: '/v1/keys',
  headers: {},
  body: null,
  read: 'always',
  repeatable: true,
  signal: undefined,
};
const flush = () => new Promise((resolve) => setImmediate(resolve));

function client(transport: Transport) {
  const clock = fakeClock();
  const options = {
    service: 'Acme',
    baseUrl: 'https://a.example',
    transport,
    clock,
    limits: LIMITS,
    random: () => 1,
    allowedOrigins: [],
    pace: { turn: async () => () => undefined, hold: () => undefined },
    rateLimit: { resetIn: 'epochS' },
    retryAfter: () => null,
    log: undefined,
  } as const;
  return { clock, http: createHttpClient(options) };
}

const silence: Transport = () => new Promise(() => undefined);

/** Headers at once, and a body that the test writes. */
function drip() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  const headers = new Headers({ 'content-type': 'application/json' });
  const transport: Transport = async () => ({ status: 200, headers, body: readable });
  return { transport, write: (text: string) => writer.write(new TextEncoder().encode(text)) };
}

describe('a request in time', () => {
  it('ends after 15 seconds without an answer', async () => {
    const { clock, http } = client(silence);
    const sending = http.send(CALL);
    await flush();
    clock.advance(14_999);
    expect(await Promise.race([sending, flush().then(() => 'waiting')])).toBe('waiting');
    clock.advance(1);
    expect(await sending).toMatchObject({
      maybeSent: true,
      failure: { message: 'Acme did not answer within 15 seconds.' },
    });
  });

  it('ends 10 seconds after the last piece of a body', async () => {
    const { transport, write } = drip();
    const { clock, http } = client(transport);
    const sending = http.send(CALL);
    for (const piece of ['{', '"a"']) {
      await flush();
      clock.advance(9_000);
      await write(piece);
    }
    await flush();
    clock.advance(10_000);
    expect(await sending).toMatchObject({
      answer: {
        body: {
          state: 'unusable',
          failure: { code: 'network', message: expect.stringContaining('10 seconds') },
        },
      },
    });
  });

  it('ends after 30 seconds, however busily the body drips', async () => {
    const { transport, write } = drip();
    const { clock, http } = client(transport);
    const sending = http.send(CALL);
    for (let second = 0; second < 30; second += 5) {
      await flush();
      await write(' ');
      await flush();
      clock.advance(5_000);
    }
    expect(await sending).toMatchObject({
      answer: { body: { state: 'unusable', failure: { message: 'Acme did not answer within 30 seconds.' } } },
    });
  });

  it('ends at once when the user gives up while a retry waits', async () => {
    const user = new AbortController();
    let asked = 0;
    const { http } = client(async () => {
      asked += 1;
      return { status: 503, headers: new Headers(), body: null };
    });
    const sending = http.send({ ...CALL, read: 'never', signal: user.signal });
    await flush();
    user.abort();
    expect(await sending).toMatchObject({ failure: { code: 'cancelled' } });
    expect(asked).toBe(1);
  });
});
