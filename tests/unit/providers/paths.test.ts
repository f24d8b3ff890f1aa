import { describe, expect, it } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { api, benchOf, manifestOf } from './engine-bench.ts';

const INFERRED = { evidence: 'inferred' };
const MANIFEST = manifestOf({
  params: [{ name: 'project', label: 'Project' }],
  ops: {
    list: [{ mode: 'guided', steps: ['Look.'] }, api('GET', '/v1/keys', { ...INFERRED, items: 'keys' })],
    delete: api('DELETE', '/v1/keys/{id}', INFERRED),
    disable: api('POST', '/v1/keys/{id}/disable'),
  },
});
const plugin = createProvider(MANIFEST, { clock: fakeClock() });

describe('a path that the user puts in place of an inferred one', () => {
  it('can replace those alone', () => {
    expect(plugin.inferredPaths).toEqual({ list: '/v1/keys', delete: '/v1/keys/{id}' });
  });

  it.each([{ list: '/v2/{param.project}/keys' }, { delete: '/v2/keys/{id}/' }, {}])('may be %j', (paths) => {
    expect(() => plugin.checkPaths(paths as Record<string, string>)).not.toThrow();
  });

  it.each([
    { delete: '/v1/keys' },
    { list: '/v1/keys/{id}' },
    { list: '//evil.example/keys' },
    { list: 'https://evil.example' },
    { list: '/v1/../admin' },
    { list: '/v1/keys?all=true' },
    { list: '/v1/{secret}' },
    { list: '/v1/{param.other}' },
    { list: '' },
    { disable: '/v1/keys/{id}/off' },
    { toString: '/v1/keys' } as never,
    { create: '/v1/keys' },
  ] as Readonly<Record<string, string>>[])('is refused where it is %j', (paths) => {
    expect(() => plugin.checkPaths(paths)).toThrow(
      expect.objectContaining({ code: 'invalid-input', field: 'paths' }),
    );
  });

  it('is where the request goes, for an inferred way only', async () => {
    const paths = { delete: '/v2/keys/{id}', disable: '/v2/off/{id}' };
    const bench = benchOf(MANIFEST, () => ({ status: 204 }), { inferred: true, paths });
    await bench.service.delete('a/b');
    await bench.service.disable('c');
    expect(bench.seen.map(({ url }) => new URL(url).pathname)).toEqual([
      '/v2/keys/a%2Fb',
      '/v1/keys/c/disable',
    ]);
  });

  it.each(['', '.', '..'])('leads nowhere with the id %j', async (id) => {
    const bench = benchOf(MANIFEST, () => ({ status: 204 }), { inferred: true });
    await expect(bench.service.delete(id)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(bench.seen).toEqual([]);
  });
});
