import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { answer, cutAfter, TROUBLES, type TroubleName } from '#tests/counterparts/hostile-service.ts';
import { expectNoSecret, failureOf, forEachProvider, IMPATIENT, KEY, MANAGEMENT } from './bench.ts';

/** Only what never comes is not waited for: an honest byte may be slow on a busy machine. */
const SILENT: readonly TroubleName[] = ['no answer', 'headers, then silence'];
const patience = (name: TroubleName) => (SILENT.includes(name) ? { limits: IMPATIENT } : {});

forEachProvider((bench, fixture) => {
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
      bench.service.behave(TROUBLES[name]);
      const error = await failureOf(bench.reach(patience(name)).list());
      expect(error.code).toBe(code);
      expect(error.message).toContain(bench.manifest.name);
      expect(error.next).toMatch(/\.$/);
      expectNoSecret(error);
    });

    it('is outcome-unknown when creating, and asked once', async () => {
      bench.service.behave(TROUBLES[name]);
      const error = await failureOf(bench.create(patience(name)));
      expect(error.code).toBe('outcome-unknown');
      expect(bench.posts()).toHaveLength(1);
      expectNoSecret(error);
    });
  });

  it('is outcome-unknown wherever the answer to a create breaks off', async () => {
    const whole = JSON.stringify(fixture.create.body).length;
    for (const bytes of [0, 1, Math.floor(whole / 2), whole - 1]) {
      bench.service.behave(cutAfter(bytes, fixture.create));
      expect((await failureOf(bench.create())).code).toBe('outcome-unknown');
    }
    expect(bench.posts()).toHaveLength(4);
  });

  it('is outcome-unknown when the user gives up after the request was sent', async () => {
    const user = new AbortController();
    bench.service.behave(() => user.abort());
    const error = await failureOf(bench.reach().create(fixture.create.input, user.signal));
    expect(error.code).toBe('outcome-unknown');
  });

  it('is cancelled when the user gives up before', async () => {
    const error = await failureOf(bench.reach().create(fixture.create.input, AbortSignal.abort()));
    expect(error.code).toBe('cancelled');
    expect(bench.service.seen).toEqual([]);
  });

  it('is cancelled when the user gives up on a list', async () => {
    const user = new AbortController();
    bench.service.behave(() => user.abort());
    expect((await failureOf(bench.reach().list({ signal: user.signal }))).code).toBe('cancelled');
  });

  it.runIf(fixture.verify !== undefined)(
    'does not blame the key for a service that cannot be asked',
    async () => {
      bench.service.behave(TROUBLES['closed without a word']);
      const verdict = await bench.reach().verify(new Secret(KEY));
      expect(verdict.is).toBe('unknown');
      expectNoSecret(verdict);
    },
  );

  it('tells what is wrong with a connection without throwing', async () => {
    bench.service.behave(answer({ status: 401, body: bench.errorBody(MANAGEMENT, 401) }));
    const result = await bench.reach().test();
    expect(result).toMatchObject({ ok: false, next: expect.any(String) });
    expectNoSecret(result);
  });
});
