import { execFileSync } from 'node:child_process';
import { startTestKeyring } from '#tests/contract/keychain/keyring.ts';
import { expect, test } from './fixtures.ts';
import { setUpPlayground } from './steps.ts';

type Env = Readonly<Record<string, string>>;

const SECRETS = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];

/** A property of the Secret Service, asked with a program that is not ours. @returns the strings and paths in it */
function strings(env: Env, path: string, of: string, property: string): readonly string[] {
  const args = [
    ...SECRETS,
    path,
    'org.freedesktop.DBus.Properties.Get',
    `string:${of}`,
    `string:${property}`,
  ];
  const answer = execFileSync('dbus-send', args, { env, encoding: 'utf8' });
  return [...answer.matchAll(/(?:object path|string) "(.*)"/g)].map(([, text = '']) => text);
}

/** The attributes of every item in every collection, whoever wrote it. */
function itemsOf(env: Env): readonly Readonly<Record<string, string>>[] {
  const root = '/org/freedesktop/secrets';
  const collections = strings(env, root, 'org.freedesktop.Secret.Service', 'Collections');
  const items = collections.flatMap((path) =>
    strings(env, path, 'org.freedesktop.Secret.Collection', 'Items'),
  );
  return items.map((path) => {
    const words = strings(env, path, 'org.freedesktop.Secret.Item', 'Attributes');
    const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []));
    return Object.fromEntries(pairs) as Record<string, string>;
  });
}

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
    // Playground's management credential, and the key.
    expect(services.sort()).toEqual(['keyrack', 'keyrack', 'neighbour']);
  } finally {
    await keyring.stop();
  }
});
