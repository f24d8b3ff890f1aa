import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom, KINDS, plantHome, plantOne } from './planted-home.ts';
import { createScanningWorld } from './scanning-world.ts';

describe('a home of 200 files with 60 secrets of 20 kinds and 500 look-alikes', () => {
  it.each([1, 2, 3])(
    'all are found and nothing else is, and no word of the report holds one (home %i)',
    async (seed) => {
      const { scan, home } = createScanningWorld();
      const planted = plantHome(home, seed);
      const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      );
      expect([files.length, planted.length]).toEqual([200, 60]);

      const report = await scan();
      const where = report.findings.map(({ file }) => file);
      expect(where.toSorted()).toEqual(planted.map(({ file }) => file).toSorted());
      const text = JSON.stringify(report);
      expect(planted.filter(({ value }) => text.includes(value.slice(-20)))).toEqual([]);
      expect(report.files).toBe(200);
    },
  );
});

it('finds every kind in every file that it may stand in', async () => {
  const { scan, home } = createScanningWorld();
  const random = createRandom(4);
  const planted = KINDS.flatMap((kind) =>
    Array.from({ length: 16 }, (_, at) => plantOne(mkdtempSync(join(home, 'one-')), kind, at, random)),
  );
  const found = new Set((await scan()).findings.map(({ file }) => file));
  expect(planted.filter(({ file }) => !found.has(file)).map(({ kind, file }) => [kind, file])).toEqual([]);
});
