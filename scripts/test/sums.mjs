/**
 * What Vitest's JSON report counts; a file that could not be loaded counts as one failure.
 * @returns `again`: the names of tests that passed at their second try only; such a test keeps the errors of its first
 */
export function vitestSums(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const again = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages = [] }) => status === 'passed' && failureMessages.length > 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    again: again.map(({ fullName }) => fullName),
  };
}

/** What Playwright's JSON report counts; errors outside of a test count too. @returns as `vitestSums` */
export function playwrightSums({ stats, errors, suites }) {
  const again = specsOf(suites).filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    again: again.map(({ title }) => title),
  };
}

const specsOf = (suites = []) =>
  suites.flatMap(({ specs = [], suites: inner }) => [...specs, ...specsOf(inner)]);
