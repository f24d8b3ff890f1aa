import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ask } from './bridge.ts';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';

test('a copy on disk and a key that is gone at the service are seen under Targets, and mended there', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const kept = await makeConfirmedKey(window, 'Kept');
  const gone = await makeConfirmedKey(window, 'Gone');
  const { environmentId, connectionId } = kept;

  // A user who copies the value by hand from a file that Keyrack wrote.
  const written = join(place.config, 'by-keyrack.env');
  const request = {
    target: 'dotenv',
    environmentId,
    keyId: kept.id,
    mechanism: 'inline',
    file: written,
  } as const;
  const { plan } = await ask(window, 'targets.plan', request);
  const { delivery } = await ask(window, 'targets.export', { plan });
  const value = /='?([^'\n]+)'?/.exec(readFileSync(written, 'utf8'))?.[1] ?? '';
  await ask(window, 'targets.unexport', { id: delivery });
  const server = { command: 'npx', args: ['x'], env: { NOTES_KEY: value } };
  mkdirSync(dirname(place.claude));
  writeFileSync(place.claude, JSON.stringify({ mcpServers: { notes: server } }));

  const db = new DatabaseSync(join(place.home, 'playground.db'));
  db.prepare('DELETE FROM keys WHERE id = ?').run(gone.remoteId);
  db.close();
  await window.getByRole('link', { name: 'Targets' }).click();
  const inventory = window.getByRole('region', { name: 'Inventory' });
  await expect(inventory).toContainText('was not listed in the last day');
  await inventory.getByRole('button', { name: 'Sync' }).click();
  await expect(inventory.getByRole('list', { name: 'Ghosts' })).toContainText('Gone');
  await expect(inventory.getByRole('button', { name: 'Sync' })).toHaveCount(0);
  expect(
    (await ask(window, 'connections.list')).find(({ id }) => id === connectionId)?.syncedAt,
  ).not.toBeNull();

  await inventory.getByRole('button', { name: 'Delete Gone', exact: true }).click();
  await dialogOf(window, 'Delete').getByRole('button', { name: 'Delete' }).click();
  await expect(inventory.getByRole('list', { name: 'Ghosts' })).toHaveCount(0);

  await inventory.getByRole('button', { name: 'Adopt Kept, notes', exact: true }).click();
  const adopt = dialogOf(window, 'Adopt');
  await expect(adopt).toContainText('The value is a key already: Kept');
  await adopt.getByRole('button', { name: 'Adopt', exact: true }).click();
  await expect(inventory).toContainText('Nothing to mend');
  expect(readFileSync(place.claude, 'utf8')).not.toContain(value);
});
