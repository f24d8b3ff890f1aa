import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

// Another program that keeps its settings in the same file: it reads, adds one member, writes, and asks nobody.
// Arguments: the file, how it writes, how many times.

const [, , file = '', how = '', rounds = '0'] = argv;
const PAUSE_MS_MAX = 40;

function write(text: string): void {
  const path = how === 'in place' ? file : `${file}.theirs`;
  writeFileSync(path, text);
  if (path !== file) renameSync(path, file);
}

for (let round = 0; round < Number(rounds); round += 1) {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  settings[`round-${round}`] = round;
  write(`${JSON.stringify(settings, null, 2)}\n`);
  await delay(Math.random() * PAUSE_MS_MAX);
}
