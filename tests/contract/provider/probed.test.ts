import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { createAuthority, issueCertificate } from '#tests/counterparts/certificates.ts';
import {
  answer,
  redirect,
  startHostileService,
  TROUBLES,
  type TroubleName,
} from '#tests/counterparts/hostile-service.ts';
import {
  certificate,
  expectNoSecret,
  failureOf,
  forEachProbed,
  IMPATIENT,
  KEY,
  MANAGEMENT,
} from './bench.ts';

// A service without an API for its keys: it is asked whether it takes the credential, and nothing more.

forEachProbed((bench, fixture) => {
  it('says that the connection works, by the one request that its documents call harmless', async () => {
    bench.service.behave(answer(fixture.probe));
    expect(await bench.reach().test()).toMatchObject({ ok: true, next: null });
    expect(bench.service.seen).toHaveLength(1);
    const [{ method, path, headers, body }] = bench.service.seen as [(typeof bench.service.seen)[number]];
    expect({ method, path, body }).toEqual({ ...fixture.probe.request, body: '' });
    expect(method).toBe('GET');
    expect(JSON.stringify(headers)).toContain(MANAGEMENT);
    for (const name of ['cookie', 'origin', 'referer']) expect(headers).not.toHaveProperty(name);
  });

  it.runIf(fixture.verify !== undefined)('takes a key for valid by the whole answer alone', async () => {
    if (fixture.verify === undefined) return;
    bench.service.behave(answer(fixture.verify));
    expect((await bench.reach().verify(new Secret(KEY))).is).toBe('valid');
    bench.service.behave(TROUBLES['a web page']);
    expect((await bench.reach().verify(new Secret(KEY))).is).toBe('unknown');
  });

  it.each(Object.entries(fixture.verify?.verdicts ?? {}))(
    'judges a key by HTTP %s as "%s"',
    async (status, is) => {
      bench.service.behave(answer({ status: Number(status), body: bench.errorBody('No', Number(status)) }));
      expect((await bench.reach().verify(new Secret(KEY))).is).toBe(is);
      expect(JSON.stringify(bench.service.seen[0]?.headers)).toContain(KEY);
      expect(JSON.stringify(bench.service.seen)).not.toContain(MANAGEMENT);
    },
  );

  it.each([
    [401, 'unauthorized'],
    [403, 'refused'],
    [404, 'refused'],
    [429, 'rate-limited'],
    [500, 'service-failed'],
  ] as const)('tells of HTTP %i what is wrong, and repeats nothing that was sent', async (status, code) => {
    bench.service.behave(answer({ status, body: bench.errorBody(`Bad key ${MANAGEMENT}!`, status) }));
    const result = await bench.reach().test();
    expect(result).toMatchObject({ ok: false, code, next: expect.stringMatching(/\.$/) });
    expect(result.message).toContain(bench.manifest.name);
    expectNoSecret(result);
  });

  it.each(Object.keys(TROUBLES))('tells what is wrong with a service in trouble: %s', async (name) => {
    bench.service.behave(TROUBLES[name as TroubleName]);
    const result = await bench.reach({ limits: IMPATIENT }).test();
    expect(result).toMatchObject({ ok: false, next: expect.any(String) });
    expectNoSecret(result);
  });

  it('takes nothing to the address that a redirect names', async () => {
    const thief = await startHostileService(certificate);
    bench.service.behave(redirect(307, `${thief.url}${fixture.probe.request.path}`));
    thief.behave(answer(fixture.probe));
    expect(await bench.reach().test()).toMatchObject({ ok: false });
    await thief.stop();
    expect(thief.seen).toEqual([]);
  });

  it('sends nothing where the certificate comes from an unknown authority', async () => {
    const impostor = await startHostileService(issueCertificate(createAuthority('Stranger')));
    impostor.behave(answer(fixture.probe));
    const result = await bench.reach({ baseUrl: impostor.url }).test();
    await impostor.stop();
    expect(result).toMatchObject({ ok: false, code: 'tls' });
    expect(impostor.seen).toEqual([]);
  });

  it('refuses to send a credential that no header can carry', async () => {
    const result = await bench.reach({ credential: 'line\r\nx-injected: CANARY' }).test();
    expect(result).toMatchObject({ ok: false, code: 'invalid-input' });
    expectNoSecret(result);
    expect(bench.service.seen).toEqual([]);
  });

  describe('has no way to', () => {
    it.each(['list', 'create', 'delete'] as const)('%s keys, and asks nothing', async (operation) => {
      const service = bench.reach();
      const input = {
        name: 'New',
        description: '',
        scopes: [],
        testMode: false,
        expiresAt: null,
        allowedIps: [],
      };
      const calls = {
        list: () => service.list(),
        create: () => service.create(input),
        delete: () => service.delete('1'),
      };
      expect((await failureOf(calls[operation]())).code).toBe('unsupported');
      expect(bench.service.seen).toEqual([]);
    });
  });
});
