// `npm run bench [RUNS]`: how the window does with ten thousand keys, as ratios where they mean something.
import { inSession } from './in-session.mjs';

process.exitCode = await inSession('bench', ['tests/bench/bench.ts', ...process.argv.slice(2)]);
