import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ask } from './bridge.ts';
import { command, commandJson } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { furnish } from './rack.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

/** Of each door, two operations each. A few in every run; `npm run test:together` has 2500: ten thousand operations. */
const ROUNDS = Number(process.env.KEYRACK_ROUNDS_EACH ?? 10);
const LANES = 3;

/** What the ledger's own chain of rows says of environments whose names begin so. */
function rowsOf({ home }: Place, began: string): Readonly<Record<string, number>> {
  const ledger = new DatabaseSync(join(home, 'ledger.db'), { readOnly: true });
  const rows = ledger
    .prepare('SELECT what, COUNT(*) AS count FROM audit WHERE detail LIKE ? GROUP BY what')
    .all(`${began} %`);
  ledger.close();
  return Object.fromEntries(rows.map(({ what, count }) => [what as string, count as number]));
}

test('app and command write at once, each operation is done once, and the chain of the audit holds', async ({
  start,
  place,
}) => {
  test.setTimeout(60_000 + ROUNDS * 4_000);
  const { window } = await start();
  await furnish(window);
  const before = await commandJson(place, ['env', 'list']);
  const failures: unknown[] = [];
  let next = 0;
  const lane = async () => {
    while (next < ROUNDS) {
      const name = `Command ${next}`;
      next += 1;
      for (const words of [
        ['add', name, '--stage', 'custom'],
        ['remove', name, '--yes'],
      ]) {
        const { code, err } = await command(place, ['env', ...words]);
        if (code !== 0) failures.push([name, err]);
      }
    }
  };
  const clicking = async () => {
    for (let index = 0; index < ROUNDS; index += 1) {
      const { id } = await ask(window, 'environments.create', { name: `Window ${index}`, stage: 'custom' });
      // As long as a command needs, so that both go on until the end.
      if (next < ROUNDS) await window.waitForTimeout(100);
      await ask(window, 'environments.remove', { id });
    }
  };
  await Promise.all([clicking(), ...Array.from({ length: LANES }, lane)]);
  expect(failures).toEqual([]);
  for (const door of ['Command', 'Window'])
    expect(rowsOf(place, door)).toEqual({ 'environment created': ROUNDS, 'environment removed': ROUNDS });
  expect(await commandJson(place, ['env', 'list'])).toEqual(before);
  expect(await commandJson(place, ['audit', '--verify'])).toMatchObject({ valid: true, problems: [] });
});
