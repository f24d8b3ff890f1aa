import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { DRESSES, startCounterpart } from '#tests/counterparts/services/kit.ts';
import type { Misbehaviour } from '#tests/counterparts/services/misbehaviour.ts';
import { failureOf, IMPATIENT, openLifeFor, type Subject } from './life.ts';

// What holds for every service, whatever it is: tested on every manifest with its counterpart.

const POINTS = 8;
/** Whole numbers from `first` to `last`, as many as there are points. */
const spreadOver = (first: number, last: number): readonly number[] =>
  Array.from({ length: POINTS }, (_, index) => Math.round(first + ((last - first) * index) / (POINTS - 1)));

function describeCuts(subject: Subject): void {
  const { input } = subject;
  const life = openLifeFor(subject);

  /** A service that knows its candidate, and how long request and answer of a create are. */
  async function measured() {
    const { counterpart, reach, knows } = life();
    counterpart.misbehave(null);
    const service = reach();
    const { key, secret } = await service.create(input);
    knows(secret);
    const counted = counterpart.seen.at(-1)?.counted ?? { request: 0, answer: 0 };
    counterpart.keys.remove(key.id);
    return { service, counted: { ...counted } };
  }

  async function createCut(what: Misbehaviour, service: Awaited<ReturnType<typeof measured>>['service']) {
    const { counterpart, creates } = life();
    const before = { keys: counterpart.keys.all().length, creates: creates() };
    counterpart.misbehave({ what, on: { method: 'POST', path: subject.createPath } });
    const error = await failureOf(service.create(input));
    counterpart.misbehave(null);
    life().expectNoSecret(error);
    return {
      error,
      made: counterpart.keys.all().length - before.keys,
      asked: creates() - before.creates,
    };
  }

  it('asks once, and says that nothing is known, wherever the answer to a create is cut', async () => {
    const { service, counted } = await measured();
    for (const bytes of spreadOver(0, counted.answer - 1)) {
      const { error, made, asked } = await createCut({ does: 'cut answer', bytes }, service);
      expect({ bytes, code: error.code, made, asked }).toEqual({
        bytes,
        code: 'outcome-unknown',
        made: 1,
        asked: 1,
      });
    }
  });

  it('asks once, and never says that a key was made, wherever the request of a create is cut', async () => {
    const { service, counted } = await measured();
    for (const bytes of spreadOver(1, counted.request - 1)) {
      const { error, made, asked } = await createCut({ does: 'cut request', bytes }, service);
      expect({ bytes, made, asked }).toEqual({ bytes, made: 0, asked: 1 });
      expect(['outcome-unknown', 'network']).toContain(error.code);
    }
  });

  it('asks once where the answer to a create never comes', async () => {
    await measured();
    const service = life().reach({ limits: IMPATIENT });
    await service.list();
    const { error, made, asked } = await createCut({ does: 'silence' }, service);
    expect({ code: error.code, made, asked }).toEqual({ code: 'outcome-unknown', made: 1, asked: 1 });
  });
}

const BAD_ANSWERS: readonly (readonly [string, Misbehaviour, ErrorCode])[] = [
  ['HTTP 500', { does: 'answer', status: 500, body: { message: 'oops' } }, 'service-failed'],
  ['HTTP 502 without a body', { does: 'answer', status: 502 }, 'service-failed'],
  ['HTTP 503', { does: 'answer', status: 503, body: {} }, 'service-failed'],
  ['a huge body', { does: 'huge body', bytes: 100_000_000 }, 'service-failed'],
  ['a body without end', { does: 'endless body' }, 'service-failed'],
  ['a gzip bomb', { does: 'gzip bomb' }, 'service-failed'],
  ['an answer cut in its head', { does: 'cut answer', bytes: 20 }, 'network'],
  ['no answer at all', { does: 'cut answer', bytes: 0 }, 'network'],
];

function describeAnswers(subject: Subject): void {
  const life = openLifeFor(subject);
  afterEach(() => life().counterpart.misbehave(null));

  it.each(BAD_ANSWERS)(
    'says of %s when listing what it is, and asks once when creating',
    async (_, what, code) => {
      const service = life().reach();
      await service.list();
      life().counterpart.misbehave({ what });
      const before = life().creates();
      const [listing, creating] = [
        await failureOf(service.list()),
        await failureOf(service.create(subject.input)),
      ];
      expect([listing.code, creating.code]).toEqual([code, 'outcome-unknown']);
      expect(life().creates() - before).toBe(1);
      for (const error of [listing, creating]) expect(error.next).toMatch(/\.$/);
      life().expectNoSecret(listing, creating);
    },
  );

  it.each([400, 401, 403, 404, 409, 422])(
    'takes HTTP %i for a clear no, and shows no secret that the service repeats',
    async (status) => {
      const service = life().reach();
      await service.list();
      const message = `No: ${life().counterpart.credential}`;
      life().counterpart.misbehave({
        what: { does: 'answer', status, body: { message, error: { message } } },
      });
      const errors = [await failureOf(service.create(subject.input)), await failureOf(service.list())];
      for (const { code } of errors) expect(['refused', 'unauthorized', 'not-found']).toContain(code);
      life().expectNoSecret(errors);
    },
  );

  it('says when to come back after 429, and does not create twice', async () => {
    const service = life().reach();
    await service.list();
    const headers = { 'retry-after': '600' };
    life().counterpart.misbehave({ what: { does: 'answer', status: 429, headers } });
    const before = life().creates();
    const error = await failureOf(service.create(subject.input));
    expect(error).toMatchObject({ code: 'rate-limited', next: expect.stringMatching(/in 10 minutes/) });
    expect(life().creates() - before).toBe(1);
  });

  it('is late, and right, where the service is', async () => {
    life().counterpart.misbehave({ what: { does: 'delay', ms: 50 } });
    expect((await life().reach().list()).length).toBe(life().counterpart.keys.all().length);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect %i: nothing arrives elsewhere', async (status) => {
    const service = life().reach();
    await service.list();
    const elsewhere = await startCounterpart(subject.service());
    for (const to of [elsewhere.url, elsewhere.url.replace('https:', 'http:')]) {
      life().counterpart.misbehave({ what: { does: 'redirect', status, to: `${to}/` } });
      const errors = [await failureOf(service.list()), await failureOf(service.create(subject.input))];
      expect(errors.map(({ code }) => code)).toEqual(['service-failed', 'outcome-unknown']);
    }
    await elsewhere.stop();
    expect(elsewhere.seen).toEqual([]);
  });

  if (subject.verifies === false) return;
  it('does not judge a key by a service that cannot be asked', async () => {
    const verify = () => life().reach().verify(new Secret(life().counterpart.credential));
    for (const what of [
      { does: 'cut answer', bytes: 0 },
      { does: 'answer', status: 500 },
    ] as const) {
      life().counterpart.misbehave({ what });
      expect((await verify()).is).toBe('unknown');
    }
  });
}

function describeCertificates(subject: Subject): void {
  const life = openLifeFor(subject);

  it.each(DRESSES.filter((dress) => dress !== 'good'))(
    'sends nothing where the certificate is %s',
    async (dress) => {
      const { counterpart, reach } = life();
      counterpart.wear(dress);
      counterpart.seen.length = 0;
      const service = reach();
      const errors = [await failureOf(service.list()), await failureOf(service.create(subject.input))];
      counterpart.wear('good');
      expect(errors.map(({ code }) => code)).toEqual(['tls', 'tls']);
      expect(counterpart.seen).toEqual([]);
      life().expectNoSecret(errors);
    },
  );

  it('says network, and that nothing was sent, where nobody listens', async () => {
    const gone = await startCounterpart(subject.service());
    await gone.stop();
    const service = life().reach({ baseUrl: gone.url });
    expect((await failureOf(service.list())).code).toBe('network');
    expect((await failureOf(service.create(subject.input))).code).toBe('network');
  });
}

function describeRefusedCredential(subject: Subject): void {
  const life = openLifeFor(subject);

  it('says unauthorized for a credential that the service does not know', async () => {
    const service = life().reach({ credential: 'nobody-knows-CANARY-00000000000' });
    for (const work of [service.list(), service.create(subject.input)]) {
      expect((await failureOf(work)).code).toBe('unauthorized');
    }
    expect(life().creates()).toBeLessThanOrEqual(1);
    expect(await service.test()).toMatchObject({ ok: false, code: 'unauthorized' });
  });
}

/** The tests that every manifest passes with the counterpart of its service. */
export function describeTroubles(subject: Subject): void {
  describe('when the line is cut', () => describeCuts(subject));
  describe('when the service is in trouble', () => describeAnswers(subject));
  describe('when the service is not who it should be', () => describeCertificates(subject));
  describe('when the credential is wrong', () => describeRefusedCredential(subject));
}
