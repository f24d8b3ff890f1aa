import { defineConfig } from '@playwright/test';

// The tests run under Electron's Node, the app that they launch must not: in a worker the switch has done its work.
if (process.env.TEST_WORKER_INDEX !== undefined) delete process.env.ELECTRON_RUN_AS_NODE;

export default defineConfig({
  testMatch: '**/*.test.ts',
  workers: 2,
  // A busy machine may hold a window up for longer than a test waits. What needed its second try is named, to be mended.
  retries: 1,
  forbidOnly: true,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/e2e.json' }],
  ],
  projects: [
    // One app at a time: windows share the display's focus and clipboard.
    { name: 'e2e', testDir: 'tests/e2e', workers: 1, timeout: 90_000 },
    // Pages of a browser know nothing of each other.
    { name: 'component', testDir: 'tests/component', fullyParallel: true, timeout: 20_000 },
  ],
});
