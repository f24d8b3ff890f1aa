import { expect, test } from 'vitest';
import { playwrightSums, vitestSums } from '../../../scripts/test/sums.mjs';

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ];
  const sums = vitestSums({ numPassedTests: 2, numFailedTests: 1, testResults });
  expect(sums).toEqual({ passed: 2, failed: 2, again: [] });
});

test('a test that passed at its second try is named', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'at once', failureMessages: [] },
    { status: 'passed', fullName: 'a terminal', failureMessages: ['it timed out'] },
    { status: 'failed', fullName: 'never', failureMessages: ['it timed out'] },
  ];
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [{ status: 'failed', assertionResults }],
  };
  expect(vitestSums(report)).toEqual({ passed: 2, failed: 1, again: ['a terminal'] });
});

test('of windows, a test that passed at its second try is named, and an error outside of a test is a failure', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const suites = [{ specs: [spec('at once', 'expected')], suites: [{ specs: [spec('a window', 'flaky')] }] }];
  const sums = playwrightSums({ stats, errors: [{}], suites });
  expect(sums).toEqual({ passed: 4, failed: 2, again: ['a window'] });
});
