import { defineConfig } from 'vitest/config';

const folders = ['unit', 'contract', 'architecture', 'packaged', 'clients'] as const;

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
        // Units change nothing of what is loaded, so files of a worker share it: half of the time was loading it for each.
        isolate: name !== 'unit',
      },
    })),
  },
});
