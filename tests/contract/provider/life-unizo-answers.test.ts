import { describe, expect, it } from 'vitest';
import { type Operation, offerOf } from '#shared/model/provider.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { unizo } from '../../../electron/providers/unizo/index.ts';
import { openLifeFor } from './life.ts';
import { subject } from './unizo-subject.ts';

describe('Unizo', () => {
  describe('whatever its answers look like', () => {
    const life = openLifeFor(subject);
    const says = (body: unknown, status = 200) =>
      life().counterpart.misbehave({
        what: { does: 'answer', status, body },
        on: { path: subject.createPath },
      });
    const item = {
      key_id: 'k-1',
      name: 'A',
      permissions: { scm: ['read'] },
      created_at: '2026-11-01T00:00:00Z',
    };
    const camel = { id: 'k-1', name: 'A', scopes: ['scm:read'], createdDate: '2026-11-01' };

    it.each([
      ['a bare list', [item]],
      ['under keys', { keys: [item] }],
      ['under apiKeys', { apiKeys: [camel] }],
      ['under items', { items: [camel], total: 1 }],
      ['under data.keys', { data: { keys: [item] } }],
    ])('lists keys: %s', async (_, body) => {
      says(body);
      expect(await life().reach().list()).toMatchObject([
        {
          id: 'k-1',
          name: 'A',
          scopes: ['scm:read'],
          createdAt: '2026-11-01T00:00:00.000Z',
          status: 'active',
        },
      ]);
    });

    it.each([
      ['at the top', { ...item, key: 'CANARY-unizo-secret' }],
      ['beside the key', { data: item, key: 'CANARY-unizo-secret' }],
      ['in the key', { apiKey: { ...camel, value: 'x' }, key: 'CANARY-unizo-secret' }],
      ['under data', { data: { ...camel, apiKey: 'CANARY-unizo-secret' } }],
    ])('finds the secret of a new key: %s', async (_, body) => {
      const client = life().reach({ candidates: { management: 'api-key' } });
      says(body, 201);
      const { key, secret } = await client.create(subject.input);
      expect(life().knows(secret)).toBe('CANARY-unizo-secret');
      expect(key).toMatchObject({ id: 'k-1', name: 'A' });
    });
  });

  describe('before anything is switched on', () => {
    const plugin = createProvider(unizo, { clock: fakeClock() });
    const wayOf = (operation: Operation, inferred: boolean) => offerOf(plugin.offers(inferred), operation);

    it('offers the console for what its guides describe, and the rest once it is switched on', () => {
      for (const operation of ['create', 'regenerate', 'revoke', 'allowIps'] as const) {
        expect(wayOf(operation, false)).toMatchObject({ way: 'guided', evidence: 'documented' });
        expect(wayOf(operation, true)).toMatchObject({ way: 'api', evidence: 'inferred' });
      }
      for (const operation of ['list', 'edit', 'setScopes', 'usage', 'setAlert'] as const) {
        expect(wayOf(operation, false)).toMatchObject({ way: null, why: expect.stringMatching(/inferred/) });
        expect(wayOf(operation, true)).toMatchObject({ way: 'api', evidence: 'inferred' });
      }
      expect(wayOf('verify', false)).toMatchObject({ way: 'api', evidence: 'documented' });
    });

    it('says that a revoke is a regenerate whose value is dropped, and that nothing can be deleted', () => {
      const revoke = wayOf('revoke', true);
      expect(revoke).toMatchObject({ final: true, keepsRow: true });
      expect(revoke.notes.join(' ')).toMatch(/drops that value unread/);
      expect(wayOf('delete', true)).toMatchObject({ way: null, why: expect.stringMatching(/revoke/) });
    });

    it.each([
      ['development', 'https://dev-api.unizo.ai'],
      ['staging', 'https://api.unizo.ai'],
      ['production', 'https://api.unizo.ai'],
      ['custom', 'https://api.unizo.ai'],
    ] as const)('reaches %s at %s', (stage, url) => {
      expect(plugin.baseUrl({ wanted: undefined, stage, params: {} })).toEqual({ url, custom: false });
    });

    it('shows how a program uses the key, with the variable and never a value', () => {
      const snippets = plugin.snippets({
        baseUrl: 'https://dev-api.unizo.ai',
        variable: 'UNIZO_DEV_API_KEY',
        params: { integrationId: 'INT-1' },
      });
      const text = snippets.map((snippet) => snippet.text).join('\n');
      expect(text).toContain("fetch('https://dev-api.unizo.ai/api/v1/scm/repositories'");
      expect(text).toContain('process.env.UNIZO_DEV_API_KEY');
      expect(text).toContain('"$UNIZO_DEV_API_KEY"');
      expect(text).toContain("integrationId: 'INT-1'");
      expect(text).not.toMatch(/\{(base|host|variable|param)/);
    });
  });
});
