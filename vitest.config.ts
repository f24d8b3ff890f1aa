import { defineConfig } from 'vitest/config';

const folders = ['unit', 'contract', 'architecture', 'packaged', 'clients'] as const;

/** Terminals, clipboards and programs of others may be held up by a busy machine. What needed its second try is named, to be mended. */
const OF_OTHERS = ['contract', 'packaged', 'clients'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    restoreMocks: true,
    projects: folders.map((name) => ({
      extends: true,
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        retry: OF_OTHERS.includes(name) ? 1 : 0,
        // Units change nothing of what is loaded, so files of a worker share it: half of the time was loading it for each.
        isolate: name !== 'unit',
      },
    })),
  },
});
