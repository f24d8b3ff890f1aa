import { describe, expect, test } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { manifests } from '../../../electron/providers/index.ts';
import { manifestOf } from './engine-bench.ts';

const tells = (manifest: Parameters<typeof createProvider>[0]) =>
  createProvider(manifest, { clock: fakeClock() }).tellsLastUse;
const fields = (lastUsedAt: unknown) =>
  manifestOf({ fields: { id: 'id', name: 'name', ...(lastUsedAt === undefined ? {} : { lastUsedAt }) } });

describe('a service tells when a key was never used', () => {
  test.each([
    ['where its manifest maps the last use', 'last_used_at', true],
    ['by one of several names', ['last_used_at', 'lastUsedAt'], true],
    ['not where that may be missing', { path: 'last_used_at', optional: true }, false],
    ['not where nothing is mapped', undefined, false],
  ])('%s', (_, lastUsedAt, expected) => {
    expect(tells(fields(lastUsedAt))).toBe(expected);
  });

  test('of those that Keyrack knows Playground does, and the others do not promise it', () => {
    expect(manifests.filter(tells).map(({ id }) => id)).toEqual(['playground']);
  });
});
