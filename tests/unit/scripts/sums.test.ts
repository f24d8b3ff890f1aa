import { expect, test } from 'vitest';
import { playwrightSums, vitestSums } from '../../../scripts/test/sums.mjs';

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ];
  expect(vitestSums({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
});

test('a flaky test and an error outside of a test count as failures', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
  expect(playwrightSums({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3 });
});
