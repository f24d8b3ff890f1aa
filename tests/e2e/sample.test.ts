import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startTestKeyring } from '#tests/contract/keychain/keyring.ts';
import { ask, listKeys } from './bridge.ts';
import { expect, type Place, test } from './fixtures.ts';
import { itemsOf } from './keyring-all.ts';
import { dialogOf, openExport } from './rack.ts';
import { rowOf } from './steps.ts';

const ofPlayground = ({ home }: Place): readonly unknown[] => {
  const db = new DatabaseSync(join(home, 'playground.db'), { readOnly: true });
  const keys = db.prepare('SELECT id FROM keys').all();
  db.close();
  return keys;
};

test('sample data comes with one press at the first run and goes with one, and nothing of it is left', async ({
  start,
  place,
}) => {
  const keyring = await startTestKeyring();
  // The ledger's own two are no key's: they stay as long as it does.
  const secretsOf = () => itemsOf(keyring.env).filter(({ account }) => !account?.startsWith('ledger/'));
  try {
    const { window } = await start({ env: { ...keyring.env, ELECTRON_RUN_AS_NODE: undefined } });
    await window.getByRole('button', { name: 'Continue' }).click();
    await window.getByRole('button', { name: 'Try it with sample data' }).click();
    await expect(rowOf(window, 'Claude Desktop - contacts')).toContainText('Active');
    await expect(rowOf(window, 'Laptop of a colleague')).toContainText('Revoked');
    await expect(window.getByText('Sample data: keys of Playground')).toBeVisible();
    await expect(window.getByRole('dialog')).toHaveCount(0);
    expect(ofPlayground(place)).toHaveLength(7);
    // One management credential for each environment, and the keys that can still open something.
    expect(secretsOf()).toHaveLength(8);
    expect(existsSync(place.claude)).toBe(false);

    await window.getByRole('button', { name: 'Remove sample data' }).click();
    await expect(window.getByRole('button', { name: 'Create environments' })).toBeVisible();
    expect(ofPlayground(place)).toEqual([]);
    expect(secretsOf()).toEqual([]);
    for (const list of ['environments.list', 'connections.list', 'samples.list'] as const)
      expect(await ask(window, list), list).toEqual([]);
    expect(await listKeys(window)).toEqual([]);
  } finally {
    await keyring.stop();
  }
});

test('a sample key that was delivered is asked about, taken back from its file, and the user’s own key stays', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const { window } = await start();
  await ask(window, 'storage.choose', { tier: 'keychain' });
  const [own] = await ask(window, 'environments.createFromTemplate');
  await ask(window, 'samples.fill');
  await window.reload();
  await window.getByRole('button', { name: /^Sample dev/ }).click();
  const dialog = await openExport(window, 'Claude Desktop - contacts');
  await dialog.getByLabel('Command').fill('npx -y playground-mcp');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  expect(statSync(place.claude).mode & 0o777).toBe(0o600);

  await window.getByRole('button', { name: 'Remove sample data' }).click();
  const asking = dialogOf(window, 'Remove sample data');
  await expect(asking).toContainText('Claude Desktop - contacts');
  await asking.getByRole('button', { name: 'Remove sample data' }).click();
  await expect(asking).toHaveCount(0);
  expect(await ask(window, 'targets.deliveries')).toEqual([]);
  expect((await ask(window, 'environments.list')).map(({ id }) => id)).toContain(own?.id);
  expect(await listKeys(window)).toEqual([]);
});
