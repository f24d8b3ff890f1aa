import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ask } from './bridge.ts';
import { expect, type Place, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';
import { chooseSpan, runRow } from './rotating.ts';

/** As if the key had been made so many days ago. */
function age({ home }: Place, days: number): void {
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  for (const file of ['ledger.db', 'playground.db']) {
    const db = new DatabaseSync(join(home, file));
    db.prepare('UPDATE keys SET created_at = ?').run(at);
    db.close();
  }
}

test('a key that its policy calls overdue is told of at the start, listed, and can be snoozed', async ({
  start,
  place,
}) => {
  const first = await start();
  await furnish(first.window);
  const key = await makeConfirmedKey(first.window, 'Nightly');
  await ask(first.window, 'policies.set', { subject: 'environment', id: key.environmentId, afterDays: 90 });
  await first.close();
  age(place, 100);

  const { window } = await start();
  await expect(window.getByText('The key "Nightly" was due 10 days ago').first()).toBeVisible();
  await window.getByRole('link', { name: 'Rotation' }).click();
  const row = window.getByRole('table', { name: 'Due keys' }).getByRole('row', { name: /Nightly/ });
  await expect(row).toContainText('Overdue');
  await expect(row).toContainText('by policy of the environment, 90 days');
  await row.getByRole('button', { name: 'Snooze Nightly' }).click();
  await window.getByRole('menuitem', { name: 'Snooze for 7 days' }).click();
  await expect(row).toContainText('Snoozed until');
  expect(await ask(window, 'due.list')).toMatchObject([{ keyId: key.id, state: 'overdue' }]);

  await row.getByRole('button', { name: 'Rotate Nightly' }).click();
  const dialog = dialogOf(window, 'Rotate');
  await expect(dialog.getByRole('button', { name: 'Rehearse' })).toBeVisible();
  await chooseSpan(window, 'Overlap', '1 hour');
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(runRow(window, 'Nightly')).toContainText('Overlap', { timeout: 20_000 });
  // The new key is new.
  expect((await ask(window, 'due.list')).filter(({ state }) => state !== 'later')).toEqual([]);
});
