import { expect, it } from 'vitest';
import {
  type Certificate,
  createAuthority,
  expiredLeaf,
  futureLeaf,
  issueCertificate,
  otherHostLeaf,
} from '#tests/counterparts/certificates.ts';
import { answer, redirect, startHostileService } from '#tests/counterparts/hostile-service.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { authority, certificate, expectNoSecret, failureOf, forEachProvider } from './bench.ts';

forEachProvider((bench, fixture) => {
  it.each([301, 302, 303, 307, 308])('takes nothing to the address that HTTP %i names', async (status) => {
    const thief = await startHostileService(certificate);
    bench.service.behave(redirect(status, `${thief.url}/v1/keys`));
    thief.behave(answer(fixture.list));
    const listing = await failureOf(bench.reach().list());
    const creating = await failureOf(bench.create());
    expect([listing.code, creating.code]).toEqual(['service-failed', 'outcome-unknown']);
    expect(listing.message).toContain('another address');
    await thief.stop();
    expect(thief.seen).toEqual([]);
  });

  const CERTIFICATES: readonly (readonly [string, Certificate, RegExp])[] = [
    ['is self-signed', issueCertificate(null), /is self-signed/],
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
    const client = bench.reach({ baseUrl: impostor.url });
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
    bench.service.behave(answer(fixture.list));
    const plain = createUndiciTransport();
    expect((await failureOf(bench.reach({ transport: plain.transport }).list())).code).toBe('tls');
    await plain.close();
  });

  it('says tls where the service speaks plain http', async () => {
    const plain = await startHostileService();
    plain.behave(answer(fixture.list));
    const error = await failureOf(bench.reach({ baseUrl: plain.url.replace('http:', 'https:') }).list());
    await plain.stop();
    expect(error.code).toBe('tls');
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const closed = await startHostileService(certificate);
    await closed.stop();
    const client = bench.reach({ baseUrl: closed.url });
    expect((await failureOf(client.list())).code).toBe('network');
    expect((await failureOf(client.create(fixture.create.input))).code).toBe('network');
  });
});
