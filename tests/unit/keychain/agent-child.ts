// An agent's process, as the command will start it: home on the command line, the order on stdin.
import { serveAgentProcess } from '../../../electron/keychain/agent-process.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const home = process.argv[2] ?? '';
const end = new AbortController();
process.on('SIGTERM', () => end.abort());
await serveAgentProcess({
  home,
  files: createPrivateFiles(home),
  clock: systemClock,
  input: process.stdin,
  output: process.stdout,
  signal: end.signal,
});
process.exit();
