import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fences } from './fences.ts';
import { lintPlanted } from './planted.ts';

describe.each(Object.entries(fences))('the fence %s', (name, { refused, allowed }) => {
  test('refuses each planted violation and lets its neighbours pass', async () => {
    const reports = await lintPlanted([...refused, ...allowed]);
    const fired = reports.map((found) => found.some(({ message }) => message.startsWith(`[${name}]`)));
    const verdicts = [...refused, ...allowed].map((piece, index) => ({ ...piece, isRefused: fired[index] }));
    expect(verdicts).toEqual([
      ...refused.map((piece) => ({ ...piece, isRefused: true })),
      ...allowed.map((piece) => ({ ...piece, isRefused: false })),
    ]);
  });
});

test('every fence of biome.json is proven here', () => {
  const { overrides } = JSON.parse(readFileSync(join(import.meta.dirname, '../../biome.json'), 'utf8')) as {
    overrides: readonly { readonly plugins?: readonly string[] }[];
  };
  const names = overrides
    .flatMap(({ plugins = [] }) => plugins)
    .map((path) => path.replace('./scripts/lint/', '').replace('.grit', ''));
  expect(Object.keys(fences).sort()).toEqual(names.sort());
});
