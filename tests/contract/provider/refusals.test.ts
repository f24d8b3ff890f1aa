import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { answer } from '#tests/counterparts/hostile-service.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { expectNoSecret, failureOf, forEachProvider, MANAGEMENT } from './bench.ts';

function candidatesIn({ credentials }: Manifest): number {
  const auth = credentials.find(({ id }) => id === 'management')?.auth;
  return auth !== undefined && 'candidates' in auth ? auth.candidates.length : 1;
}

forEachProvider((bench, fixture) => {
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
      bench.service.behave(
        answer({ status, body: status < 400 ? null : bench.errorBody('A reason in words', status) }),
      );
      const [listing, creating] = [await failureOf(bench.reach().list()), await failureOf(bench.create())];
      expect([listing.code, creating.code]).toEqual([whenListing, whenCreating]);
      expect(bench.posts()).toHaveLength(1);
      for (const error of [listing, creating]) {
        expect(error.message).toContain(bench.manifest.name);
        expect(error.next).not.toBeNull();
      }
    });

    it('shows nothing of a message that repeats what was sent', async () => {
      bench.service.behave(
        answer({ status, body: status < 400 ? null : bench.errorBody(`Bad token ${MANAGEMENT}!`, status) }),
      );
      expectNoSecret(await failureOf(bench.reach().list()));
      expectNoSecret(await failureOf(bench.create()));
    });
  });

  it('passes on what the service says of a refusal, on one line', async () => {
    bench.service.behave(answer({ status: 422, body: bench.errorBody('Name\n\u0007is\u202e taken', 422) }));
    const { message } = await failureOf(bench.create());
    if (bench.manifest.errors.message !== undefined) expect(message).toContain('"Name is taken"');
  });

  it.each([
    ['40', /in 40 seconds/],
    [new Date(Date.now() + 600_000).toUTCString(), /in (9|10) minutes/],
    ['soon', /in a minute/],
  ])('says when to come back after "Retry-After: %s"', async (header, words) => {
    bench.service.behave(
      answer({ status: 429, body: bench.errorBody('slow down', 429) }, { 'retry-after': header }),
    );
    expect((await failureOf(bench.create())).next).toMatch(words);
  });

  it('does not make the user wait for a Retry-After of ten minutes', async () => {
    bench.service.behave(answer({ status: 503, body: null }, { 'retry-after': '600' }));
    await failureOf(bench.reach().list());
    expect(bench.service.seen).toHaveLength(1);
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
    bench.service.behave(answer({ status, body: null }));
    await failureOf(bench.reach().list());
    // Another way of sending the credential may be the one that it takes by now.
    const waysIn = status === 401 ? candidatesIn(bench.manifest) : 1;
    expect(bench.service.seen).toHaveLength(times * waysIn);
  });

  it('lists after all when the trouble passes', async () => {
    bench.service.behave((seen, response) => {
      if (bench.service.seen.length < 3) response.destroy();
      else answer(fixture.list)(seen, response);
    });
    expect(await bench.reach().list()).toHaveLength(fixture.list.means.length);
  });
});
