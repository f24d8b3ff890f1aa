// `npm run bench [RUNS [command]]`: how the window does with ten thousand keys, and how fast the command starts (`command`: that
// alone), as ratios where they mean something.
import { inSession } from './in-session.mjs';
import { say } from './setup/say.mjs';
import { root } from './setup.mjs';
import { fetchLocked } from './test/locked.mjs';

const OTHERS = {
  source: 'tests/bench/programs',
  what: 'dotenvx, varlock and the Node that they and the command are timed with, 190 MB unpacked',
  how: 'install',
};

try {
  fetchLocked(root, OTHERS);
} catch (error) {
  say(`without them, as they could not be fetched: ${error.message.split('\n')[0]}`);
}
process.exitCode = await inSession('bench', ['tests/bench/bench.ts', ...process.argv.slice(2)]);
