import { existsSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { RemoteKeyInput, Service } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { readOnlyScopes } from '#shared/model/provider.ts';
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
  type TroubleName,
} from '#tests/counterparts/hostile-service.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { createUndiciTransport, type UndiciTransport } from '../../electron/platform/transport-undici.ts';
import { createProvider } from '../../electron/providers/engine/provider.ts';
import { LIMITS } from '../../electron/providers/http/limits.ts';
import { manifests } from '../../electron/providers/index.ts';

// Every provider of the table, through real TLS, against counterparts that were written from documents:
// RFC 9110 (status, Retry-After, redirects), RFC 9112 (framing), RFC 5280 (certificates).

interface Expected {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly status: number;
  readonly body: unknown;
}
interface Fixture {
  readonly list: Expected & { readonly means: readonly unknown[] };
  readonly create: Expected & {
    readonly input: RemoteKeyInput;
    readonly means: unknown;
    readonly secret: string;
  };
  readonly revoke: Expected;
  readonly delete: Expected;
  readonly verify: Expected & { readonly verdicts: Readonly<Record<string, string>> };
  /** Its `$MESSAGE` stands where the service says what is wrong. */
  readonly error: unknown;
}

const MANAGEMENT = 'management-CANARY-5d41402abc4b2a76b9719d911017c592';
const KEY = 'key-CANARY-7c6a180b36896a0a8c02787eeafb0e4c';
const ID = 'some id/1';

const authority = createAuthority('Keyrack test authority');
const certificate = issueCertificate(authority);
// Waits are cut short by what a hostile service never does in any time; an honest one needs a moment at most.
const IMPATIENT = { ...LIMITS, headersMs: 700, idleMs: 700, totalMs: 5_000, retryBaseMs: 1 };
const QUICK_RETRY = { ...LIMITS, retryBaseMs: 1 };

const readFixture = (id: string): Fixture =>
  JSON.parse(readFileSync(new URL(`../fixtures/providers/${id}/answers.json`, import.meta.url), 'utf8'));

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${inspect(error)}`);
  return error;
}

/** Through message, stack, cause and everything else that hangs on it. */
function expectNoSecret(thing: unknown): void {
  const all = inspect(thing, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null });
  expect(all).not.toContain('CANARY');
}

describe.each(manifests.map((manifest) => [manifest.id, manifest] as const))(
  'the provider %s',
  (id, manifest) => {
    const fixture = readFixture(id);
    let service: HostileService;
    let thief: HostileService;
    let undici: UndiciTransport;

    const reach = (baseUrl: string, limits = QUICK_RETRY, transport = undici.transport): Service => {
      const plugin = createProvider(manifest, { clock: systemClock, limits });
      return plugin.connect({ baseUrl, credential: new Secret(MANAGEMENT), transport });
    };
    const create = (limits = QUICK_RETRY) => reach(service.url, limits).create(fixture.create.input);
    const posts = () => service.seen.filter(({ method }) => method === fixture.create.request.method);
    const errorBody = (message: string): unknown =>
      JSON.parse(JSON.stringify(fixture.error).replace('"$MESSAGE"', JSON.stringify(message)));

    beforeAll(async () => {
      service = await startHostileService(certificate);
      thief = await startHostileService(certificate);
    });
    beforeEach(() => {
      service.seen.length = 0;
      thief.seen.length = 0;
      undici = createUndiciTransport({ ca: authority.cert });
    });
    afterEach(() => undici.close());
    afterAll(async () => {
      await service.stop();
      await thief.stop();
    });

    it('has a fixture folder of its own', () => {
      expect(existsSync(new URL(`../fixtures/providers/${id}/`, import.meta.url))).toBe(true);
    });

    it('says of itself only what its manifest can do', () => {
      const { summary, hintLength } = createProvider(manifest, { clock: systemClock });
      expect(summary.operations.toSorted()).toEqual(Object.keys(manifest.ops).toSorted());
      expect(hintLength).toBe(manifest.hint?.length ?? null);
      for (const scope of readOnlyScopes(summary.scopes)) {
        expect(summary.scopes.find((known) => known.id === scope)?.access).toBe('read');
      }
    });

    describe('with a service that is well', () => {
      it('lists the keys as the service means them', async () => {
        service.behave(answer(fixture.list));
        expect(await reach(service.url).list()).toEqual(fixture.list.means);
        expect(service.seen).toMatchObject([fixture.list.request]);
        expect(JSON.stringify(service.seen[0]?.headers)).toContain(MANAGEMENT);
      });

      it('creates a key with one request and takes the secret out of the answer', async () => {
        service.behave(answer(fixture.create));
        const { key, secret } = await create();
        expect(key).toEqual(fixture.create.means);
        expect(secret.expose()).toBe(fixture.create.secret);
        expect(inspect(key)).not.toContain(fixture.create.secret);
        expect(posts().map(({ path, body }) => ({ path, body: JSON.parse(body) }))).toEqual([
          { path: fixture.create.request.path, body: fixture.create.request.body },
        ]);
      });

      it('revokes and deletes by an id that stays one segment of the path', async () => {
        for (const operation of ['revoke', 'delete'] as const) {
          service.behave(answer(fixture[operation]));
          await reach(service.url)[operation](ID);
          expect(service.seen.at(-1)).toMatchObject(fixture[operation].request);
        }
      });

      it.each(['.', '..', ''])(
        'sends nothing for the id "%s", which would reach another path',
        async (hostile) => {
          expect((await failureOf(reach(service.url).delete(hostile))).code).toBe('invalid-input');
          expect(service.seen).toEqual([]);
        },
      );

      it('counts a key that is not there as deleted', async () => {
        service.behave(answer({ status: 404, body: errorBody('gone') }));
        await reach(service.url).delete(ID);
      });

      it.each(Object.entries(fixture.verify.verdicts))(
        'judges a key by HTTP %s as "%s"',
        async (status, is) => {
          service.behave(answer({ status: Number(status), body: { contacts: ['nobody reads this'] } }));
          expect((await reach(service.url).verify(new Secret(KEY))).is).toBe(is);
          expect(JSON.stringify(service.seen[0]?.headers)).toContain(KEY);
          expect(JSON.stringify(service.seen)).not.toContain(MANAGEMENT);
        },
      );

      it('says that the connection works', async () => {
        service.behave(answer(fixture.list));
        expect(await reach(service.url).test()).toMatchObject({ ok: true, next: null });
      });

      it('adds no cookie, no origin, no referrer and no language to a request', async () => {
        service.behave(answer(fixture.list, { 'set-cookie': 'a=b; Path=/' }));
        const client = reach(service.url);
        await client.list();
        await client.list();
        for (const { headers } of service.seen) {
          expect(headers).not.toHaveProperty('cookie');
          expect(headers).not.toHaveProperty('origin');
          expect(headers).not.toHaveProperty('referer');
        }
      });
    });

    const LIST_CODES: Record<TroubleName, ErrorCode> = {
      'no answer': 'network',
      'headers, then silence': 'network',
      'cut in the middle of JSON': 'service-failed',
      'cut, of no declared length': 'service-failed',
      'half of the JSON, and a proper end': 'service-failed',
      'closed without a word': 'network',
      'not HTTP': 'service-failed',
      'a gzip bomb': 'service-failed',
      'damaged gzip': 'service-failed',
      '100 MB': 'service-failed',
      'a body without end': 'service-failed',
      'JSON of 100,000 levels': 'service-failed',
      'JSON of 65 levels': 'service-failed',
      'not JSON': 'service-failed',
      'an empty body': 'service-failed',
      'not UTF-8': 'service-failed',
      'a web page': 'service-failed',
      'JSON that calls itself text': 'service-failed',
      'JSON of another shape': 'service-failed',
    };
    const troubles = Object.entries(LIST_CODES) as [TroubleName, ErrorCode][];

    describe.each(troubles)('with a service in trouble: %s', (name, code) => {
      it(`says ${code} when listing, names the service and the next step`, async () => {
        service.behave(TROUBLES[name]);
        const error = await failureOf(reach(service.url, IMPATIENT).list());
        expect(error.code).toBe(code);
        expect(error.message).toContain(manifest.name);
        expect(error.next).toMatch(/\.$/);
        expectNoSecret(error);
      });

      it('is outcome-unknown when creating, and asked once', async () => {
        service.behave(TROUBLES[name]);
        const error = await failureOf(create(IMPATIENT));
        expect(error.code).toBe('outcome-unknown');
        expect(posts()).toHaveLength(1);
        expectNoSecret(error);
      });
    });

    it('is outcome-unknown wherever the answer to a create breaks off', async () => {
      const whole = JSON.stringify(fixture.create.body).length;
      for (const bytes of [0, 1, Math.floor(whole / 2), whole - 1]) {
        service.behave(cutAfter(bytes, fixture.create));
        expect((await failureOf(create())).code).toBe('outcome-unknown');
      }
      expect(posts()).toHaveLength(4);
    });

    it('is outcome-unknown when the user gives up after the request was sent', async () => {
      const user = new AbortController();
      service.behave(() => user.abort());
      const error = await failureOf(reach(service.url).create(fixture.create.input, user.signal));
      expect(error.code).toBe('outcome-unknown');
    });

    it('is cancelled when the user gives up before', async () => {
      const error = await failureOf(reach(service.url).create(fixture.create.input, AbortSignal.abort()));
      expect(error.code).toBe('cancelled');
      expect(service.seen).toEqual([]);
    });

    it('is cancelled when the user gives up on a list', async () => {
      const user = new AbortController();
      service.behave(() => user.abort());
      expect((await failureOf(reach(service.url).list(user.signal))).code).toBe('cancelled');
    });

    const STATUSES: readonly (readonly [number, ErrorCode, ErrorCode])[] = [
      [204, 'service-failed', 'outcome-unknown'],
      [304, 'service-failed', 'outcome-unknown'],
      [400, 'refused', 'refused'],
      [401, 'unauthorized', 'unauthorized'],
      [403, 'refused', 'refused'],
      [404, 'refused', 'refused'],
      [408, 'refused', 'outcome-unknown'],
      [409, 'refused', 'refused'],
      [422, 'refused', 'refused'],
      [429, 'rate-limited', 'rate-limited'],
      [500, 'service-failed', 'outcome-unknown'],
      [502, 'service-failed', 'outcome-unknown'],
      [503, 'service-failed', 'outcome-unknown'],
    ];

    describe.each(STATUSES)('with HTTP %i', (status, whenListing, whenCreating) => {
      it(`says ${whenListing} when listing and ${whenCreating} when creating`, async () => {
        service.behave(answer({ status, body: status < 400 ? null : errorBody('A reason in words') }));
        const [listing, creating] = [await failureOf(reach(service.url).list()), await failureOf(create())];
        expect([listing.code, creating.code]).toEqual([whenListing, whenCreating]);
        expect(posts()).toHaveLength(1);
        for (const error of [listing, creating]) {
          expect(error.message).toContain(manifest.name);
          expect(error.next).not.toBeNull();
        }
      });

      it('shows nothing of a message that repeats what was sent', async () => {
        service.behave(answer({ status, body: status < 400 ? null : errorBody(`Bad token ${MANAGEMENT}!`) }));
        expectNoSecret(await failureOf(reach(service.url).list()));
        expectNoSecret(await failureOf(create()));
      });
    });

    it('passes on what the service says of a refusal, on one line', async () => {
      service.behave(answer({ status: 422, body: errorBody('Name\n\u0007is\u202e taken') }));
      const { message } = await failureOf(create());
      if (manifest.errors.messagePath !== null) expect(message).toContain('"Name is taken"');
    });

    it.each([
      ['40', /in 40 seconds/],
      [new Date(Date.now() + 600_000).toUTCString(), /in (9|10) minutes/],
      ['soon', /in a minute/],
    ])('says when to come back after "Retry-After: %s"', async (header, words) => {
      service.behave(answer({ status: 429, body: errorBody('slow down') }, { 'retry-after': header }));
      expect((await failureOf(create())).next).toMatch(words);
    });

    it('does not make the user wait for a Retry-After of ten minutes', async () => {
      service.behave(answer({ status: 503, body: null }, { 'retry-after': '600' }));
      await failureOf(reach(service.url).list());
      expect(service.seen).toHaveLength(1);
    });

    it.each([
      [429, 4],
      [500, 1],
      [502, 4],
      [503, 4],
      [504, 4],
      [401, 1],
      [403, 1],
    ])('asks for a list again after HTTP %i: %i times in all', async (status, times) => {
      service.behave(answer({ status, body: null }));
      await failureOf(reach(service.url).list());
      expect(service.seen).toHaveLength(times);
    });

    it('lists after all when the trouble passes', async () => {
      service.behave((seen, response) => {
        if (service.seen.length < 3) response.destroy();
        else answer(fixture.list)(seen, response);
      });
      expect(await reach(service.url).list()).toHaveLength(fixture.list.means.length);
    });

    it.each([301, 302, 303, 307, 308])('takes nothing to the address that HTTP %i names', async (status) => {
      service.behave(redirect(status, `${thief.url}/v1/keys`));
      thief.behave(answer(fixture.list));
      const listing = await failureOf(reach(service.url).list());
      const creating = await failureOf(create());
      expect([listing.code, creating.code]).toEqual(['service-failed', 'outcome-unknown']);
      expect(listing.message).toContain('another address');
      expect(thief.seen).toEqual([]);
    });

    const CERTIFICATES: readonly (readonly [string, Certificate, RegExp])[] = [
      ['is self-signed', issueCertificate(null), /not signed by an authority/],
      [
        'comes from an unknown authority',
        issueCertificate(createAuthority('Stranger')),
        /not signed by an authority/,
      ],
      ['has expired', issueCertificate(authority, expiredLeaf()), /has expired or is not valid yet/],
      ['is not valid yet', issueCertificate(authority, futureLeaf()), /has expired or is not valid yet/],
      ['belongs to another host', issueCertificate(authority, otherHostLeaf()), /belongs to another host/],
    ];

    it.each(CERTIFICATES)('sends nothing where the certificate %s', async (_, bad, words) => {
      const impostor = await startHostileService(bad);
      impostor.behave(answer(fixture.create));
      const client = reach(impostor.url);
      const errors = [await failureOf(client.list()), await failureOf(client.create(fixture.create.input))];
      await impostor.stop();
      for (const error of errors) {
        expect(error.code).toBe('tls');
        expect(error.message).toMatch(words);
        expectNoSecret(error);
      }
      expect(impostor.seen).toEqual([]);
    });

    it('trusts the authority of a connection only there', async () => {
      service.behave(answer(fixture.list));
      const plain = createUndiciTransport();
      expect((await failureOf(reach(service.url, QUICK_RETRY, plain.transport).list())).code).toBe('tls');
      await plain.close();
    });

    it('says tls where the service speaks plain http', async () => {
      const plain = await startHostileService();
      plain.behave(answer(fixture.list));
      const error = await failureOf(reach(plain.url.replace('http:', 'https:')).list());
      await plain.stop();
      expect(error.code).toBe('tls');
    });

    it('knows that nothing was sent where nobody listens', async () => {
      const closed = await startHostileService(certificate);
      await closed.stop();
      const client = reach(closed.url);
      expect((await failureOf(client.list())).code).toBe('network');
      expect((await failureOf(client.create(fixture.create.input))).code).toBe('network');
    });

    it('does not blame the key for a service that cannot be asked', async () => {
      service.behave(TROUBLES['closed without a word']);
      const verdict = await reach(service.url).verify(new Secret(KEY));
      expect(verdict.is).toBe('unknown');
      expectNoSecret(verdict);
    });

    it('tells what is wrong with a connection without throwing', async () => {
      service.behave(answer({ status: 401, body: errorBody(MANAGEMENT) }));
      const result = await reach(service.url).test();
      expect(result).toMatchObject({ ok: false, next: expect.any(String) });
      expectNoSecret(result);
    });

    it.each(['line\r\nx-injected: CANARY', 'line\nCANARY', 'CANARY\u0000', 'accént-CANARY', ' CANARY'])(
      'refuses to send a credential that no header can carry: %j',
      async (value) => {
        const plugin = createProvider(manifest, { clock: systemClock });
        const client = plugin.connect({
          baseUrl: service.url,
          credential: new Secret(value),
          transport: undici.transport,
        });
        const error = await failureOf(client.list());
        expect(error.code).toBe('invalid-input');
        expectNoSecret(error);
        expect(service.seen).toEqual([]);
      },
    );
  },
);
