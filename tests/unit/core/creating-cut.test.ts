import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { openPlace } from '../../crash/create-place.ts';
import { CUTS, type CuttingService, startCuttingService } from '../../crash/cutting-service.ts';

/** A few of each in every run; KEYRACK_CUTS=50 for the long one. */
const RUNS = Number(process.env.KEYRACK_CUTS ?? 5);
/** Each is a process of its own, which takes seconds where others work too. */
const KILLS = Number(process.env.KEYRACK_CUTS ?? 1);
const WRITER = join(import.meta.dirname, '../../crash/create-writer.ts');
/** After this an intent can belong to no request any more. */
const SETTLED_MS = 61_000;
const MINUTE_MS = 60_000;

let folder: string;
let service: CuttingService;
const sums = { cuts: 0, kills: 0, made: 0, held: 0, orphans: 0, unknown: 0, duplicates: 0 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'create-cut-'));
  service = await startCuttingService();
});
afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});
afterAll(() => {
  const words = Object.entries(sums).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`creates cut off: ${words.join(', ')}\n`);
});

const repeated = (names: readonly string[]) => names.length - new Set(names).size;

/** The next start, later: what the service has, Keyrack knows, once each, and held keys have their value. */
async function startAndLook(): Promise<void> {
  const place = openPlace(folder, service, SETTLED_MS);
  try {
    await place.keys.recover();
    const rows = place.keys.list();
    const known = rows.flatMap(({ remoteId }) => remoteId ?? []);
    const unknown = service.keys.filter(({ id }) => !known.includes(id));
    const duplicates = repeated(service.keys.map(({ name }) => name)) + repeated(known);
    sums.made += service.keys.length;
    sums.held += rows.filter(({ held }) => held).length;
    sums.orphans += rows.filter(({ status }) => status === 'orphan').length;
    sums.unknown += unknown.length;
    sums.duplicates += duplicates;
    expect(unknown).toEqual([]);
    expect(duplicates).toBe(0);
    expect(place.ledger.intents.list()).toEqual([]);
    for (const row of rows) {
      const value = await place.vault.readIfHeld(keyAccount(row.environmentId, row.id));
      const whole = `pg_live_made${row.remoteId?.replaceAll('-', '')}`;
      expect({ held: row.held, value: value?.expose() ?? null }).toEqual({
        held: row.held,
        value: row.held ? whole : null,
      });
    }
  } finally {
    await place.close();
  }
}

describe('a create whose line breaks', () => {
  it.each(CUTS)(
    '%s leaves no key that Keyrack does not know, and none twice',
    async (cut) => {
      const place = openPlace(folder, service);
      try {
        await place.prepare();
        for (let run = 0; run < RUNS; run += 1) {
          service.arm(cut);
          await place.create(`Key ${run}`).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          expect(service.hasCut()).toBe(true);
          sums.cuts += 1;
        }
      } finally {
        await place.close();
      }
      await startAndLook();
    },
    10 * MINUTE_MS,
  );
});

describe('a process killed while it creates', () => {
  async function createAndBeKilled(cut: (typeof CUTS)[number], name: string): Promise<void> {
    const killed = Promise.withResolvers<void>();
    service.arm(cut, killed.resolve);
    const args = ['--no-warnings', WRITER, folder, service.url, service.ca, name];
    const writer = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(writer, 'exit');
    await killed.promise;
    // The answer is whole: then the kill comes anywhere between the answer and the last write.
    if (cut === 'after the answer') await delay(Math.random() * 15);
    writer.kill('SIGKILL');
    const [, signal] = await ended;
    expect(signal).toBe('SIGKILL');
    sums.kills += 1;
  }

  it.each(CUTS)(
    '%s leaves what the next start finds, and nothing twice',
    async (cut) => {
      const place = openPlace(folder, service);
      await place.prepare();
      await place.close();
      for (let run = 0; run < KILLS; run += 1) await createAndBeKilled(cut, `Key ${run}`);
      await startAndLook();
    },
    10 * MINUTE_MS,
  );
});
