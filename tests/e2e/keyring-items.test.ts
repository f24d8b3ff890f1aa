import { execFileSync } from 'node:child_process';
import { startTestKeyring } from '#tests/contract/keychain/keyring.ts';
import { expect, test } from './fixtures.ts';
import { itemsOf } from './keyring-all.ts';
import { setUpPlayground } from './steps.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

test('a start writes nothing to the keyring, and a first run only what is Keyrack’s', async ({ start }) => {
  const keyring = await startTestKeyring();
  try {
    execFileSync('secret-tool', ['store', '--label=neighbour', 'kind', 'neighbour'], {
      env: keyring.env,
      input: 'theirs',
    });
    const neighbour = { kind: 'neighbour' };
    expect(itemsOf(keyring.env)).toMatchObject([neighbour]);
    const { window, close } = await start({ env: { ...keyring.env, ELECTRON_RUN_AS_NODE: undefined } });
    await expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked();
    expect(itemsOf(keyring.env)).toMatchObject([neighbour]);

    await setUpPlayground(window);
    await window.getByRole('button', { name: 'New key' }).first().click();
    await window.getByRole('dialog', { name: 'New key' }).getByLabel('Name').fill('Claude');
    await window.getByRole('button', { name: 'Create key' }).click();
    await expect(window.getByRole('dialog', { name: 'Key created' })).toBeVisible();
    await close();
    const services = itemsOf(keyring.env).map(({ kind, service }) => service ?? kind);
    // Playground's management credential, the key, the ledger's own key, and the anchor of the audit.
    expect(services.sort()).toEqual([...Array(4).fill('keyrack'), 'neighbour']);
  } finally {
    await keyring.stop();
  }
});
