import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const WORDS = 'A comment that somebody wrote inside the entry goes with it, and comes back by undo.';

/** Codex keeps TOML. */
async function delivered(comment: string) {
  const file = join(world.home, '.codex/config.toml');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '# mine\nmodel = "x"\n');
  const { delivery } = await world.deliver({ target: 'codex' });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('command =', `${comment}command =`));
  return { delivery, file };
}

test('a comment inside an entry that an export writes anew is told', async () => {
  await delivered('# why: see the wiki\n');
  const request = world.request({ target: 'codex', launch: { command: ['another', 'server'] } });
  expect((await world.delivering.plan(request)).warnings).toContain(WORDS);
});

test('a comment of the owner elsewhere in the file is not', async () => {
  await delivered('');
  const request = world.request({ target: 'codex', launch: { command: ['another', 'server'] } });
  expect((await world.delivering.plan(request)).warnings).not.toContain(WORDS);
});
