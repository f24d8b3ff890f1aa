// `npm test [step…]`: sets up what the steps need, runs them all, and ends with one line of sums.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';
import { LANES, steps } from './test/steps.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  process.stderr.write(
    `test: no such step: ${unknown.join(', ')}. There are ${Object.keys(steps).join(', ')}.\n`,
  );
  process.exit(2);
}

const electron = await orStop(() => setup({ purpose: 'tests' }));
mkdirSync(join(root, 'test-results'), { recursive: true });
const sums = { passed: 0, failed: 0 };
const asked = Object.entries(steps).filter(([name, step]) => {
  const isHere = step.only === undefined || step.only === process.platform;
  return wanted.length === 0 ? !step.isOptional && isHere : wanted.includes(name);
});
const of = (wantedLane) => asked.filter(([, { lane }]) => lane === wantedLane);
await runAll(of(undefined));
await Promise.all(LANES.map((lane) => runAll(of(lane))));
process.stdout.write(`${sums.passed} passed, ${sums.failed} failed\n`);
process.exitCode = sums.failed === 0 ? 0 : 1;

async function runAll(each) {
  for (const [name, step] of each) await runStep(name, step);
}

async function runStep(name, step) {
  const begin = performance.now();
  const session = step.needsSession && process.platform === 'linux' ? await startSession() : null;
  try {
    const env = session?.env ?? process.env;
    const {
      passed,
      failed,
      again = [],
      output,
    } = await step.run({ electron: electron.path, runtime: electron, env });
    sums.passed += passed;
    sums.failed += failed;
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)\n`,
    );
    for (const name of again) process.stdout.write(`     passed at its second try only: ${name}\n`);
    if (failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
  } finally {
    await session?.stop();
  }
}
