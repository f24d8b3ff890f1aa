/** What Vitest's JSON report counts; a file that could not be loaded counts as one failure. */
export function vitestSums(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** What Playwright's JSON report counts; errors outside of a test count too, and a flaky test has failed once. */
export function playwrightSums({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
