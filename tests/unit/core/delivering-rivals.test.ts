import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';

/** A few in every run; KEYRACK_FOREIGN_WRITES=1000 for the long one. */
const WISHED = process.env.KEYRACK_FOREIGN_WRITES;
const ROUNDS = Number(WISHED ?? 50);
/**
 * Between our last look and our rename lie two system calls, and no call of Node makes them one. Another rename that falls
 * between them is lost: on a machine that is busy with much else this happens once in some hundred rounds. So the short run
 * is of writers in place, of whom nothing can be lost, and the long one tells how often a rename was.
 */
const WAYS = WISHED === undefined ? ['in place'] : ['by a rename', 'in place'];
const WRITER = join(import.meta.dirname, '../../crash/foreign-writer.ts');
/** The file was changed, or is half written at this moment: right answers, and a user tries again. */
const AGAIN = ['conflict', 'file-refused'];

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError && AGAIN.includes(error.code))) throw error;
    }
  }
}

/** The file may have been changed right after our write: then the entry is out, and the answer was a conflict. */
async function unexportIfThere(id: string): Promise<void> {
  const isThere = world.ledger.deliveries.get(id) !== null;
  if (isThere) await world.delivering.unexport(id);
}

/** Exports and unexports as long as the other program lives. @returns how often it came to pass */
async function deliverBeside(writer: ChildProcess): Promise<number> {
  let done = 0;
  while (writer.exitCode === null) {
    const server = `ours-${done}`;
    const { delivery } = await untilDone(() => world.deliver({ server }));
    await untilDone(() => unexportIfThere(delivery));
    done += 2;
  }
  return done;
}

describe.each(WAYS)('a program that writes the same file %s', (how) => {
  test(
    'loses no write of its own, and our entry gets in',
    async () => {
      world.write('{}\n');
      const args = ['--no-warnings', WRITER, world.file, how, String(ROUNDS)];
      const writer = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      const ended = once(writer, 'exit');
      const done = await deliverBeside(writer);
      expect(await ended).toEqual([0, null]);
      await world.deliver({ server: 'ours' });

      const { mcpServers, ...theirs } = JSON.parse(readFileSync(world.file, 'utf8'));
      const all = Array.from({ length: ROUNDS }, (_, round) => [`round-${round}`, round]);
      const lost = all.filter(([name = '']) => !Object.hasOwn(theirs, name)).map(([name]) => name);
      expect(lost).toEqual([]);
      expect(mcpServers).toHaveProperty('ours');
      expect(readdirSync(dirname(world.file))).toEqual(['claude_desktop_config.json']);
      expect(done).toBeGreaterThan(0);
    },
    30_000 + ROUNDS * 200,
  );
});
