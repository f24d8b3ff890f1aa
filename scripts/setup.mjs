// Brings a bare machine to where the scripts can run: packages, system libraries, an Electron that runs.
// Node's own modules only, from Node 20.19 on, because it runs before anything is installed.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithNpm } from './session/processes.mjs';
import { electron } from './setup/electron.mjs';
import { libraries } from './setup/libraries.mjs';
import { packages } from './setup/packages.mjs';
import { sandbox } from './setup/sandbox.mjs';
import { SetupStop, say } from './setup/say.mjs';

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/**
 * Sets up what is missing and says each thing that it does.
 * @param {{ purpose?: 'app' | 'demo' | 'tests' }} options the app alone, with a virtual display, or for the tests
 * @returns {{ path: string, dist: string, source: string }} the Electron to run
 * @throws {SetupStop} when a person has to do something first; the message says what
 */
export function setup({ purpose = 'tests' } = {}) {
  endWithNpm();
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupStop(
      `This is Node ${process.versions.node}. Install Node 20.19 or later, then try again.`,
    );
  }
  packages(root);
  if (process.platform === 'linux') libraries(purpose);
  const found = electron(root);
  if (process.platform === 'linux') sandbox(found);
  return found;
}

/** Runs `task`, and ends with its own words and exit code 1 when a person has to act first. */
export async function orStop(task) {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof SetupStop)) throw error;
    // Only the first line is ours: the others are there to be copied.
    say(error.message);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await orStop(() => setup());
  say(`ready: ${found.path}`);
}
