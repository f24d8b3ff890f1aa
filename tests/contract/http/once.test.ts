import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Certificate,
  createAuthority,
  expiredLeaf,
  futureLeaf,
  issueCertificate,
  otherHostLeaf,
} from '#tests/counterparts/certificates.ts';
import {
  answer,
  cutAfter,
  type HostileService,
  redirect,
  startHostileService,
  TROUBLES,
} from '#tests/counterparts/hostile-service.ts';
import { createUndiciTransport, type UndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { client, failureOf, GET, noPace, POST, SECRET, statusOf } from './bench.ts';

// RFC 9110 (status, redirects), RFC 9112 (framing), RFC 5280 (certificates), over real TLS.

const authority = createAuthority('Keyrack test authority');
const certificate = issueCertificate(authority);
const ok = answer({ status: 200, body: { keys: [] } });

let service: HostileService;
let other: HostileService;
let plain: HostileService;
let way: UndiciTransport;

beforeAll(async () => {
  [service, other] = [await startHostileService(certificate), await startHostileService(certificate)];
  plain = await startHostileService();
});
beforeEach(() => {
  way = createUndiciTransport({ ca: authority.cert });
  for (const one of [service, other, plain]) {
    one.seen.length = 0;
    one.behave(ok);
  }
});
afterEach(() => way.close());
afterAll(async () => {
  await Promise.all([service, other, plain].map((one) => one.stop()));
});

const http = (url = service.url) => client(url, way.transport);

describe.each([301, 302, 303, 307, 308])('HTTP %i', (status) => {
  it.each([
    ['another origin', () => other.url.replace('127.0.0.1', 'localhost')],
    ['another port', () => other.url],
    ['plain http', () => plain.url],
  ])('takes neither a credential nor a body to %s', async (_, target) => {
    service.behave(redirect(status, `${target()}/v1/keys`));
    for (const call of [GET, POST, { ...GET, method: 'DELETE' }, { ...POST, method: 'PUT' }] as const) {
      expect(failureOf(await http().send(call)).message).toContain('another address');
    }
    expect([...other.seen, ...plain.seen]).toEqual([]);
    expect(service.seen).toHaveLength(4);
  });
});

describe('a certificate', () => {
  const BAD: readonly (readonly [string, Certificate, RegExp])[] = [
    ['is self-signed', issueCertificate(null), /self-signed/],
    ['comes from an unknown authority', issueCertificate(createAuthority('Stranger')), /not signed by/],
    ['has expired', issueCertificate(authority, expiredLeaf()), /has expired or is not valid yet/],
    ['is not valid yet', issueCertificate(authority, futureLeaf()), /has expired or is not valid yet/],
    ['belongs to another host', issueCertificate(authority, otherHostLeaf()), /belongs to another host/],
  ];
  it.each(BAD)('that %s is refused, and nothing is sent', async (_, bad, words) => {
    const impostor = await startHostileService(bad);
    impostor.behave(ok);
    for (const call of [GET, POST]) {
      const outcome = await http(impostor.url).send(call);
      expect(failureOf(outcome)).toMatchObject({ code: 'tls', message: expect.stringMatching(words) });
      expect(outcome).toMatchObject({ maybeSent: false });
    }
    await impostor.stop();
    expect(impostor.seen).toEqual([]);
  });
});

describe('a POST', () => {
  it.each([
    ['is closed without a word', TROUBLES['closed without a word']],
    ['is answered in part', cutAfter(5, { status: 200, body: { key: 'abcdefgh' } })],
    ['is refused with HTTP 421, which asks for another connection', answer({ status: 421, body: {} })],
    ['is refused with HTTP 408', answer({ status: 408, body: {} }, { connection: 'close' })],
    ['is refused with HTTP 429', answer({ status: 429, body: {} }, { 'retry-after': '0' })],
    ['is refused with HTTP 503', answer({ status: 503, body: {} })],
  ])('reaches the service once where it %s, on a new connection and on a used one', async (_, behaviour) => {
    for (const before of [0, 1, 3]) {
      service.behave(ok);
      const one = http();
      for (let i = 0; i < before; i += 1) await one.send(i % 2 === 0 ? GET : POST);
      service.seen.length = 0;
      service.behave(behaviour);
      await one.send(POST);
      // What was sent a second time by itself may still be on its way.
      await http().send({ ...GET, repeatable: false });
      expect(service.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
    }
  });

  it('that the service answers with 429 is not repeated, but holds everybody off', async () => {
    const holds: Date[] = [];
    service.behave(answer({ status: 429, body: {} }, { 'retry-after': '30' }));
    const pace = { ...noPace, hold: (at: Date) => void holds.push(at) };
    const outcome = await client(service.url, way.transport, { pace }).send(POST);
    expect(outcome).toMatchObject({ answer: { status: 429, retryAfterMs: expect.any(Number) } });
    expect(service.seen).toHaveLength(1);
    expect(holds).toHaveLength(1);
  });
});

describe('what may be repeated', () => {
  it.each([408, 429, 502, 503, 504])('is asked four times while the answer is HTTP %i', async (status) => {
    service.behave(answer({ status, body: {} }));
    for (const method of ['GET', 'HEAD', 'DELETE', 'PATCH'] as const) {
      service.seen.length = 0;
      expect(statusOf(await http().send({ ...GET, method }))).toBe(status);
      expect(service.seen).toHaveLength(4);
    }
  });

  it.each([400, 401, 403, 404, 409, 422, 425, 500, 501])(
    'is asked once where it is HTTP %i',
    async (status) => {
      service.behave(answer({ status, body: {} }));
      expect(statusOf(await http().send(GET))).toBe(status);
      expect(service.seen).toHaveLength(1);
    },
  );

  it('is asked four times where the connection closes, and may have arrived', async () => {
    service.behave(TROUBLES['closed without a word']);
    expect(await http().send(GET)).toMatchObject({ state: 'failed', maybeSent: true });
    expect(service.seen).toHaveLength(4);
  });

  it('is not asked again where the service wants to be left alone for longer than a person waits', async () => {
    service.behave(answer({ status: 503, body: {} }, { 'retry-after': '121' }));
    expect(statusOf(await http().send(GET))).toBe(503);
    expect(service.seen).toHaveLength(1);
  });
});

describe('an address', () => {
  it('may carry a query', async () => {
    await http().send({ ...GET, path: '/v1/keys?limit=5&cursor=a%2Fb' });
    expect(service.seen[0]?.path).toBe('/v1/keys?limit=5&cursor=a%2Fb');
  });

  it('may be another one of the service, where it is listed', async () => {
    const listed = client(service.url, way.transport, { allowedOrigins: [`${other.url}/ignored`] });
    expect(statusOf(await listed.send({ ...GET, origin: `${other.url}/oauth` }))).toBe(200);
    expect(other.seen[0]?.path).toBe('/oauth/v1/keys');
  });

  it('that is not listed is asked for nothing', async () => {
    await expect(http().send({ ...GET, origin: other.url })).rejects.toMatchObject({ code: 'refused' });
    await expect(http().send({ ...GET, origin: service.url.replace('https', 'http') })).rejects.toMatchObject(
      { code: 'refused' },
    );
    expect([...service.seen, ...other.seen]).toEqual([]);
  });
});

describe('an answer', () => {
  it('to HEAD has no body', async () => {
    expect(await http().send({ ...GET, method: 'HEAD' })).toMatchObject({
      answer: { body: { state: 'unread' } },
    });
    expect(service.seen[0]?.method).toBe('HEAD');
  });

  it('is dropped where it is good, and read where it is an error', async () => {
    const call = { ...POST, read: 'errors' } as const;
    expect(await http().send(call)).toMatchObject({ answer: { body: { state: 'unread' } } });
    service.behave(answer({ status: 422, body: { message: 'no' } }));
    expect(await http().send(call)).toMatchObject({ answer: { body: { document: { message: 'no' } } } });
    expect(await http().send({ ...call, read: 'never' })).toMatchObject({
      answer: { body: { state: 'unread' } },
    });
  });

  it("tells the service's clock and its headers", async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    service.behave(answer({ status: 200, body: {} }, { date, 'x-page': '2' }));
    const outcome = await http().send(GET);
    if (outcome.state === 'failed') throw outcome.failure;
    expect(outcome.answer.headers.get('x-page')).toBe('2');
    expect(Math.round((outcome.answer.clockSkewMs ?? 0) / 60_000)).toBe(-60);
  });

  it('of an error may say in its body when to come back', async () => {
    service.behave(answer({ status: 429, body: { wait: 200 } }));
    const retryAfter = (document: unknown) => (document as { wait: number }).wait * 1000;
    const outcome = await client(service.url, way.transport, { retryAfter }).send(GET);
    expect(outcome).toMatchObject({ answer: { retryAfterMs: 200_000 } });
  });
});

it('writes a line for each try, without a header, a body or the value of a query', async () => {
  const lines: unknown[] = [];
  service.behave(answer({ status: 503, body: { secret: SECRET } }, { 'x-secret': SECRET }));
  await client(service.url, way.transport, { log: (line) => lines.push(line) }).send({
    ...GET,
    path: `/v1/keys?token=${SECRET}&limit=5`,
  });
  expect(lines).toHaveLength(4);
  expect(lines[3]).toEqual({
    method: 'GET',
    host: new URL(service.url).host,
    path: '/v1/keys?token&limit',
    status: 503,
    milliseconds: expect.any(Number),
    attempt: 4,
    waited: expect.any(Number),
  });
  expect(JSON.stringify(lines)).not.toContain('CANARY');
});
