import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { readOnlyScopes } from '#shared/model/provider.ts';
import { answer } from '#tests/counterparts/hostile-service.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { apiWayOf } from '../../../electron/providers/engine/ways.ts';
import { expectNoSecret, failureOf, forEachProvider, ID, KEY, MANAGEMENT } from './bench.ts';

forEachProvider((bench, fixture) => {
  it('says of itself only what its manifest can do', () => {
    const { summary, hintLength } = createProvider(bench.manifest, { clock: systemClock });
    const offered = summary.offers.filter(({ way }) => way !== null).map(({ operation }) => operation);
    const described = Object.keys(bench.manifest.ops);
    expect(offered.filter((operation) => !described.includes(operation) && operation !== 'revoke')).toEqual(
      [],
    );
    expect(hintLength).toBe(bench.manifest.hint?.length ?? null);
    for (const scope of readOnlyScopes(summary.scopes)) {
      expect(summary.scopes.find((known) => known.id === scope)?.access).toBe('read');
    }
  });

  // A row that is forgotten would leave its tests out without a word.
  it.each(['revoke', 'delete', 'verify'] as const)(
    'has answers to %s just where it asks for it',
    (operation) => {
      const way = apiWayOf(bench.manifest, operation, fixture.inferred ?? false);
      expect(fixture[operation] !== undefined).toBe(way !== null);
    },
  );

  describe('with a service that is well', () => {
    it('lists the keys as the service means them', async () => {
      bench.service.behave(answer(fixture.list));
      expect(await bench.reach().list()).toEqual(fixture.list.means);
      const { method, path } = fixture.list.request;
      expect(bench.service.seen).toMatchObject([{ method, path }]);
      expect(JSON.stringify(bench.service.seen[0]?.headers)).toContain(MANAGEMENT);
    });

    it('creates a key with one request and takes the secret out of the answer', async () => {
      bench.service.behave(answer(fixture.create));
      const { key, secret } = await bench.create();
      expect(key).toEqual(fixture.create.means);
      expect(secret.expose()).toBe(fixture.create.secret);
      expect(inspect(key)).not.toContain(fixture.create.secret);
      expect(bench.posts().map(({ path, body }) => ({ path, body: JSON.parse(body) }))).toEqual([
        { path: fixture.create.request.path, body: fixture.create.request.body },
      ]);
    });

    it('revokes and deletes by an id that stays one segment of the path', async () => {
      for (const operation of ['revoke', 'delete'] as const) {
        const expected = fixture[operation];
        if (expected === undefined) continue;
        bench.service.behave(answer(expected));
        await bench.reach()[operation](ID);
        const { body, ...request } = expected.request;
        expect(bench.service.seen.at(-1)).toMatchObject(request);
        if (body !== undefined) expect(JSON.parse(bench.service.seen.at(-1)?.body ?? '')).toEqual(body);
      }
    });

    it.runIf(fixture.delete?.request.path.includes('%2F')).each(['.', '..', ''])(
      'sends nothing for the id "%s", which would reach another path',
      async (hostile) => {
        expect((await failureOf(bench.reach().delete(hostile))).code).toBe('invalid-input');
        expect(bench.service.seen).toEqual([]);
      },
    );

    it.runIf(fixture.delete !== undefined)('counts a key that is not there as deleted', async () => {
      bench.service.behave(answer({ status: 404, body: bench.errorBody('gone', 404) }));
      await bench.reach().delete(ID);
    });

    it.each(Object.entries(fixture.verify?.verdicts ?? {}))(
      'judges a key by HTTP %s as "%s"',
      async (status, is) => {
        bench.service.behave(answer({ status: Number(status), body: { contacts: ['nobody reads this'] } }));
        expect((await bench.reach().verify(new Secret(KEY))).is).toBe(is);
        expect(JSON.stringify(bench.service.seen[0]?.headers)).toContain(KEY);
        expect(JSON.stringify(bench.service.seen)).not.toContain(MANAGEMENT);
      },
    );

    it('says that the connection works', async () => {
      bench.service.behave(answer(fixture.list));
      expect(await bench.reach().test()).toMatchObject({ ok: true, next: null });
    });

    it('adds no cookie, no origin and no referrer to a request', async () => {
      bench.service.behave(answer(fixture.list, { 'set-cookie': 'a=b; Path=/' }));
      const client = bench.reach();
      await client.list();
      await client.list();
      for (const { headers } of bench.service.seen) {
        expect(headers).not.toHaveProperty('cookie');
        expect(headers).not.toHaveProperty('origin');
        expect(headers).not.toHaveProperty('referer');
      }
    });
  });

  it.each(['line\r\nx-injected: CANARY', 'line\nCANARY', 'CANARY\u0000', 'accént-CANARY', ' CANARY'])(
    'refuses to send a credential that no header can carry: %j',
    async (credential) => {
      const error = await failureOf(bench.reach({ credential }).list());
      expect(error.code).toBe('invalid-input');
      expectNoSecret(error);
      expect(bench.service.seen).toEqual([]);
    },
  );
});
