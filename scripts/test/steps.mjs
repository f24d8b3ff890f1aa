import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { asNode, runChild } from '../child.mjs';
import { FOR_PLAYWRIGHT, packUnpacked } from '../package/unpacked.mjs';
import { withoutChromium } from '../setup/libraries.mjs';
import { root } from '../setup.mjs';
import { fetchClients } from './clients.mjs';
import { playwrightSums, vitestSums } from './sums.mjs';

// Each configuration is one check: ours, the runtime that tests may run on, the page, what both sides share, and
// the tests that run code inside pages.
const TYPE_CHECKS = [
  'tsconfig.json',
  'tsconfig.floor.json',
  'tsconfig.web.json',
  'tsconfig.shared.json',
  'tsconfig.e2e.json',
];

const PACED = { KEYRACK_PACED_REQUESTS: '1000' };
const LONG = {
  KEYRACK_KILLS: '1000',
  KEYRACK_RANDOM_DOCUMENTS: '100000',
  KEYRACK_FOREIGN_WRITES: '1000',
  KEYRACK_CUTS: '50',
};

// Variants of what other tests of windows show are left to `windows`, and on Linux the fences to `packaged`, where they
// are those of a package.
const E2E_IN_SHORT = [
  '--grep-invert=@in-full',
  ...(process.platform === 'linux' ? ['tests/e2e/(?!windows)'] : []),
];
const ALL_LOOKS = { KEYRACK_ALL_LOOKS: '1' };

export const LANES = ['pages', 'windows'];

/**
 * The steps in their order. `run` returns `{ passed, failed, output }`. Those with a lane come last, lanes beside each
 * other: tests of windows wait more than they work.
 */
export const steps = {
  lint: { run: lint },
  types: { run: types },
  unit: { run: vitest('unit') },
  architecture: { run: vitest('architecture') },
  build: { run: buildStep },
  // The page alone, in a plain browser over a pretended main.
  component: { run: (tools) => component(tools), only: 'linux', lane: 'pages' },
  contract: { run: vitest('contract'), needsSession: true, lane: 'pages' },
  e2e: { run: afterBuild(playwright('e2e', E2E_IN_SHORT)), needsSession: true, lane: 'windows' },
  packaged: { run: packaged, needsSession: true, only: 'linux', lane: 'windows' },
  // What `unit` runs in short: kills at any moment, lines that break, other writers, random documents. Two hours.
  long: {
    run: vitest('unit', { files: ['kill', 'random', 'delivering-rivals', 'creating-cut'], env: LONG }),
    isOptional: true,
  },
  // What `unit` runs in short: every fault at every point of a rotation, alone and with a second one, and a kill -9 at every
  // point. Three quarters of an hour.
  crash: {
    run: vitest('unit', {
      files: ['rotating/faults', 'rotating/kill', 'rotating/rivals'],
      env: { KEYRACK_ROTATION_FAULTS: 'all' },
    }),
    isOptional: true,
  },
  // What `unit` runs on a clock of its own: a hundred keys at a service's limit, in real time. Eight minutes.
  'rotation-limit': {
    run: vitest('unit', { files: ['rotating/limit'], env: { KEYRACK_ROTATION_LIMIT: 'real' } }),
    isOptional: true,
  },
  // The real programs of other makers on what Keyrack writes for them, without a network. Fetches them once, 800 MB.
  clients: { run: clients, needsSession: true, isOptional: true },
  // What `contract` runs in short: the budget of a service in real time, kept by two processes. A minute.
  pacing: { run: vitest('contract', { files: ['pacing-processes'], env: PACED }), isOptional: true },
  // What `e2e` and `component` run in short: app and command write at once, ten thousand times; every window test; all
  // that is seen, in every look.
  together: {
    run: windowsInFull(['at-once'], { KEYRACK_ROUNDS_EACH: '2500' }),
    needsSession: true,
    isOptional: true,
  },
  windows: { run: windowsInFull([], {}), needsSession: true, isOptional: true },
  looks: {
    run: windowsInFull(['accessibility'], ALL_LOOKS),
    needsSession: true,
    isOptional: true,
  },
  scenes: {
    run: ({ electron, env }) => component({ electron, env: { ...env, ...ALL_LOOKS } }, ['scenes']),
    only: 'linux',
    isOptional: true,
  },
};

function tool(electron, args, env = process.env) {
  const { FORCE_COLOR: _, ...plain } = asNode(env);
  return runChild(electron, args, { cwd: root, env: { ...plain, NO_COLOR: '1' } });
}

async function lint({ electron }) {
  const args = ['ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=200', '.'];
  return oneCheck(await tool(electron, ['node_modules/@biomejs/biome/bin/biome', ...args]));
}

async function types({ electron }) {
  const sums = { passed: 0, failed: 0, output: '' };
  for (const project of TYPE_CHECKS) {
    const { passed, failed, output } = oneCheck(
      await tool(electron, ['node_modules/typescript/bin/tsc', '-p', project, '--pretty', 'false']),
    );
    sums.passed += passed;
    sums.failed += failed;
    if (failed > 0) sums.output += `tsc -p ${project}\n${output}`;
  }
  return sums;
}

async function buildStep({ electron }) {
  return oneCheck(await build({ electron: { path: electron } }));
}

/** @param {{ files?: string[], env?: Record<string, string> }} only parts of file names, and what the tests are told */
function vitest(project, only = {}) {
  return async ({ electron, env }) => {
    const report = join(root, 'test-results', `${project}.json`);
    rmSync(report, { force: true });
    const args = [
      'run',
      ...(only.files ?? []),
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const result = await tool(electron, ['node_modules/vitest/vitest.mjs', ...args], { ...env, ...only.env });
    return checked(result, report, vitestSums);
  };
}

/** For tests that run what was built: the app, the command. */
function afterBuild(run) {
  return async ({ electron, env }) => {
    const built = await build({ electron: { path: electron } });
    if (built.code !== 0)
      return { passed: 0, failed: 1, output: `The build failed, so nothing can be run.\n${built.output}` };
    return run({ electron, env });
  };
}

/** @param {string[]} files parts of file names; none: all. @param {Record<string, string>} how much of it */
function windowsInFull(files, how) {
  return afterBuild(({ electron, env }) =>
    playwright('full', files, 'e2e')({ electron, env: { ...env, ...how } }),
  );
}

async function clients({ electron, env }) {
  try {
    fetchClients(root);
  } catch (error) {
    return { passed: 0, failed: 1, output: `The real clients are not here: ${error.message}` };
  }
  return afterBuild(vitest('clients'))({ electron, env });
}

/** @param {string[]} files parts of file names; none: all */
async function component({ electron, env }, files = []) {
  const missing = withoutChromium();
  if (missing !== null) return { passed: 0, failed: 1, output: missing };
  const built = await tool(electron, ['tests/component/build.mjs']);
  if (built.code !== 0)
    return { passed: 0, failed: 1, output: `The pages could not be built.\n${built.output}` };
  return playwright('component', files)({ electron, env });
}

/** @param {string} name of the report, and of the project. @param {string[]} files parts of file names, none: all; and options */
function playwright(name, files = [], project = name) {
  return async ({ electron, env }) => {
    const report = join(root, 'test-results', `${name}.json`);
    rmSync(report, { force: true });
    const output = `--output=test-results/${name}`;
    const args = ['node_modules/@playwright/test/cli.js', 'test', `--project=${project}`, output, ...files];
    const result = await tool(electron, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    return checked(result, report, playwrightSums);
  };
}

/** The windows' tests once more, on a package; and what only a release shows: its fuses. */
async function packaged({ electron, runtime, env }) {
  const [playable, release] = [
    await packUnpacked({ electron: runtime, output: 'dist/test', fuses: FOR_PLAYWRIGHT, show: false }),
    await packUnpacked({ electron: runtime, output: 'dist/test-release', show: false }),
  ];
  if (playable.code + release.code !== 0)
    return { passed: 0, failed: 1, output: 'The app could not be packed; why stands above.' };
  const apps = { PACKAGED_APP: playable.program, RELEASE_APP: release.program };
  const fuses = await vitest('packaged')({ electron, env: { ...env, ...apps } });
  const windows = await playwright('packaged', ['windows'], 'e2e')({ electron, env: { ...env, ...apps } });
  return {
    passed: fuses.passed + windows.passed,
    failed: fuses.failed + windows.failed,
    again: [...fuses.again, ...windows.again],
    output: fuses.output + windows.output,
  };
}

function oneCheck({ code, output }) {
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

/** A run that failed without a failed test (an import that throws, no tests at all) is one failure more. */
function checked({ code, output }, report, read) {
  let sums = { passed: 0, failed: 0, again: [] };
  try {
    sums = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    return { passed: 0, failed: 1, again: [], output: `${output}\nNo report was written: ${error.message}` };
  }
  const hasTests = sums.passed + sums.failed > 0;
  if (!hasTests) return { passed: 0, failed: 1, again: [], output: `${output}\nNo tests were found.` };
  const failed = code !== 0 && sums.failed === 0 ? 1 : sums.failed;
  return { ...sums, failed, output };
}
