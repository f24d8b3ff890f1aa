import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask, call, listKeys } from './bridge.ts';
import {
  type Canaries,
  clipboardOf,
  createCanaries,
  heapOf,
  newCanary,
  searchFolder,
  storageOf,
  watchArguments,
} from './canary.ts';
import { closeBy } from './closing.ts';
import { command } from './command.ts';
import { expect, type Keyrack, type Place, test } from './fixtures.ts';
import { type Seeded, seed, seedPlaces } from './seed.ts';
import { rowOf } from './steps.ts';

test.describe.configure({ retries: 0 }); // A promise that was broken once is broken.

const fromKeyring = (account: string) =>
  execFileSync('secret-tool', ['lookup', 'service', 'keyrack', 'account', account], { encoding: 'utf8' });

/** Opens a window by a call of the page and fills it. @returns what the call answers */
async function enter(
  { window, nextWindow }: Keyrack,
  asking: readonly [method: string, input?: unknown],
  fill: (entry: Page) => Promise<void>,
  title = 'Enter secret',
) {
  const [entry, answer] = [nextWindow(title), call(window, ...asking)];
  const page = await entry;
  await closeBy(page, () => fill(page));
  return answer;
}

const typed = (label: string, value: string) => async (entry: Page) => {
  for (const field of await entry.getByLabel(label).all()) await field.fill(value);
  await entry.keyboard.press('Enter');
};

const pasted = async (entry: Page) => {
  await entry.getByRole('button', { name: 'Paste' }).click();
  await expect(entry.getByLabel('Secret')).not.toHaveValue('');
  await entry.getByRole('button', { name: 'Save secret' }).click();
};

async function createShowCopyConfirm(keyrack: Keyrack, name: string): Promise<string> {
  const { app, window, nextWindow } = keyrack;
  await window.getByRole('button', { name: 'New key' }).first().click();
  await window.getByRole('dialog', { name: 'New key' }).getByLabel('Name').fill(name);
  await window.getByRole('button', { name: 'Create key' }).click();
  const created = window.getByRole('dialog', { name: 'Key created' });
  const [reveal] = await Promise.all([
    nextWindow('Secret'),
    created.getByRole('button', { name: 'Show once' }).click(),
  ]);
  const shown = await reveal.getByRole('textbox', { name: 'Secret' }).innerText();
  await closeBy(reveal, () => reveal.getByRole('button', { name: 'Hide' }).click());
  await created.getByRole('button', { name: 'Copy key' }).click();
  const value = shown.replaceAll(/\s/g, '');
  await expect.poll(() => clipboardOf(app)).toBe(value);
  await created.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(created).toHaveCount(0);
  return value;
}

async function exportByWindow(window: Page, name: string, server: string, way: RegExp): Promise<void> {
  await rowOf(window, name).click();
  await window.keyboard.press('e');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByLabel('Command').fill('npx -y playground-mcp');
  await dialog.getByLabel('Server name').fill(server);
  await dialog.getByRole('radio', { name: way }).click();
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText(server);
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog).toHaveCount(0);
}

/** The service cannot be reached: an error on every way that carries the credential. */
async function whileServiceIsDown({ app }: Keyrack, { playground }: Seeded, work: () => Promise<void>) {
  const route = (proxyRules: string) =>
    app.evaluate(
      async ({ session }, { id, rules }) => {
        for (const name of [`connection-${id}`, `connection-${id}-post-1`]) {
          const own = session.fromPartition(name, { cache: false });
          await own.setProxy({ proxyRules: rules, proxyBypassRules: '<-loopback>' });
          await own.closeAllConnections();
        }
      },
      { id: playground.id, rules: proxyRules },
    );
  await route('http://127.0.0.1:9');
  await work();
  await route('direct://');
}

/** Everything that the app and the command wrote is read; `allowed` is where the user asked for it. */
function expectOnlyIn(canaries: Canaries, place: Place, allowed: readonly string[]): void {
  const { found, files } = searchFolder(canaries, dirname(place.home));
  expect(found.sort()).toEqual(allowed);
  expect(searchFolder(canaries, process.env.HOME ?? '').found).toEqual([]);
  const names = files.map((file) => file.slice(place.home.length + 1));
  expect(names).toEqual(
    expect.arrayContaining(['ledger.db', 'preferences.json', 'playground.db', 'vault.json']),
  );
  expect(names.some((name) => name.startsWith('chromium/'))).toBe(true);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a secret is in the keychain, in the file that was asked for, and nowhere else', async ({
  start,
  place,
}) => {
  const canaries = createCanaries();
  const argumentsOfAll = watchArguments();
  const said: string[] = [];
  const run = async (args: readonly string[], stdin?: string) => {
    const ended = await command(place, args, stdin === undefined ? {} : { stdin });
    said.push(ended.out, ended.err);
    return ended;
  };
  const secrets = {
    typed: newCanary('typed'),
    pasted: newCanary('pasted'),
    piped: newCanary('piped'),
    passphrase: newCanary('passphrase'),
    foreign: newCanary('foreign'),
  };
  for (const [name, value] of Object.entries(secrets)) canaries.add(name, value);
  mkdirSync(dirname(place.claude), { recursive: true });
  const foreign = JSON.stringify({ mcpServers: { other: { env: { TOKEN: secrets.foreign } } } }, null, 2);
  writeFileSync(place.claude, foreign);

  const keyrack = await start();
  const { app, window } = keyrack;
  const seeded = await seed(window);
  const { development, playground } = seeded;
  canaries.add('management', fromKeyring(`connection/${playground.id}`));
  const local = (name: string) =>
    ['keys.add', { environmentId: development.id, name, variable: `${name.toUpperCase()}_KEY` }] as const;

  await enter(keyrack, ['storage.setPresence'], typed('passphrase', secrets.passphrase), 'Enter passphrase');
  await enter(keyrack, local('Typed'), typed('Secret', secrets.typed));
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), secrets.pasted);
  await enter(keyrack, local('Pasted'), pasted);
  await app.evaluate(({ clipboard }) => clipboard.clear());

  const value = await createShowCopyConfirm(keyrack, 'Created');
  canaries.add('created', value);
  const keys = await listKeys(window);
  const idOf = (name: string) => keys.find((key) => key.name === name)?.id ?? '';
  const id = idOf('Created');

  await exportByWindow(window, 'Created', 'by-launcher', /Keyrack starts the server/);
  await exportByWindow(window, 'Created', 'by-value', /Value in the file/);
  const [newest] = await ask(window, 'targets.changes');
  await ask(window, 'targets.undo', { id: newest?.id ?? '' });
  expect(canaries.in(readFileSync(place.claude))).toEqual(['foreign']);
  await exportByWindow(window, 'Created', 'by-value', /Value in the file/);

  expect(await call(window, 'keys.verify', { id })).toMatchObject({ value: { is: 'valid' } });
  const copying = ['keys.copy', { id }] as const;
  await enter(keyrack, copying, typed('Passphrase', secrets.passphrase), 'Enter passphrase');
  expect(await clipboardOf(app)).toBe(value);
  await call(window, 'storage.lock');
  expect(await clipboardOf(app)).toBe('');
  expect(await call(window, ...copying)).toMatchObject({ error: { code: 'storage-locked' } });
  const unlocking = ['storage.unlock', undefined] as const;
  await enter(keyrack, unlocking, typed('Passphrase', secrets.passphrase), 'Enter passphrase');

  const create = { environmentId: development.id, connectionId: playground.id, name: 'Never' };
  await whileServiceIsDown(keyrack, seeded, async () => {
    expect(await call(window, 'keys.verify', { id })).toMatchObject({ value: { is: 'unknown' } });
    expect(await call(window, 'keys.create', create)).toMatchObject({ ok: false });
    expect(await call(window, 'connections.test', { id: playground.id })).toMatchObject({
      value: { ok: false },
    });
  });

  const env = ['--env', 'Development'];
  const added = await run(['key', 'add', ...env, '--name', 'Piped', '--var', 'PIPED_KEY'], secrets.piped);
  expect(added.code).toBe(0);
  const hashed = await run([
    'exec',
    '--key',
    id,
    '--',
    'sh',
    '-c',
    'printf %s "$PLAYGROUND_API_KEY" | sha256sum',
  ]);
  expect(hashed.out.split(' ')[0]).toBe(sha256(value));
  const headers = await command(place, ['headers', '--key', id]);
  expect(JSON.parse(headers.out)).toEqual({ Authorization: `Bearer ${value}` });
  said.push(headers.err);
  const server = ['--server', 'by-command', '--command', 'npx -y playground-mcp'];
  expect((await run(['export', 'claude-desktop', ...env, '--key', id, ...server])).code).toBe(0);
  for (const args of [
    ['exec', '--key', id, '--', '/nonexistent/program'],
    ['exec', '--key', 'no such key', '--', 'true'],
    ['headers', '--key', id, '--header', 'Broken {}'],
    ['key', 'add', ...env, '--name', 'Piped', '--var', 'not a variable'],
    ['export', 'claude-desktop', ...env, '--key', id, '--file', join(place.home, 'ledger.db')],
  ]) {
    expect((await run(args, secrets.piped)).code, args.join(' ')).not.toBe(0);
  }
  for (const args of [
    ['key', 'list', '--json'],
    ['key', 'show', id],
    ['key', 'verify', id],
    ['doctor'],
    ['status'],
  ]) {
    await run(args);
  }

  // The search itself is tried: what the page does hold is found.
  await window.evaluate(() => Object.assign(globalThis, { held: ['control', 'in-the-heap', 7].join('-') }));
  const heap = await heapOf(window);
  expect(heap).toContain('control-in-the-heap-7');
  expect(canaries.in(heap)).toEqual([]);
  expect(canaries.in(await storageOf(window))).toEqual([]);

  const inline = `${place.claude}: created`;
  const allowed = [inline, `${place.claude}: foreign`].sort();
  expectOnlyIn(canaries, place, allowed);
  await keyrack.close();
  expectOnlyIn(canaries, place, allowed);
  expect(canaries.in(argumentsOfAll.stop())).toEqual([]);
  expect(canaries.in(said.join('\n') + keyrack.stderr())).toEqual([]);
  expect(readdirSync(join(place.home, 'backups')).length).toBeGreaterThan(0);

  expect(fromKeyring(`${development.id}/${id}`)).toBe(value);
  expect(fromKeyring(`${development.id}/${idOf('Typed')}`)).toBe(secrets.typed);
  expect(fromKeyring(`${development.id}/${idOf('Pasted')}`)).toBe(secrets.pasted);
});

const kept = (place: Place, folder: string) => readdirSync(join(place.home, folder)).length;

test('under a passphrase a secret is sealed, and nowhere else at all', async ({ start, place }) => {
  const canaries = createCanaries();
  const argumentsOfAll = watchArguments();
  const secrets = {
    passphrase: newCanary('passphrase'),
    wrong: newCanary('wrong'),
    typed: newCanary('typed'),
  };
  for (const [name, value] of Object.entries(secrets)) canaries.add(name, value);
  const keyrack = await start();
  const { window } = keyrack;
  const said: string[] = [];
  const run = async (args: readonly string[], passphrase = '') => {
    const ended = await command(place, args, { passphrase });
    said.push(ended.out, ended.err);
    return ended;
  };

  const choosing = ['storage.choose', { tier: 'passphrase' }] as const;
  await enter(keyrack, choosing, typed('passphrase', secrets.passphrase), 'Enter passphrase');
  const { development } = await seedPlaces(window);
  const local = { environmentId: development.id, name: 'Typed', variable: 'TYPED_KEY' };
  await enter(keyrack, ['keys.add', local], typed('Secret', secrets.typed));
  const value = await createShowCopyConfirm(keyrack, 'Created');
  canaries.add('created', value);
  await exportByWindow(window, 'Created', 'by-launcher', /Keyrack starts the server/);
  const use = ['exec', '--key', 'Created', '--', 'sh', '-c', 'printf %s "$PLAYGROUND_API_KEY" | sha256sum'];
  expect((await run(use)).out.split(' ')[0]).toBe(sha256(value));

  await ask(window, 'storage.lock');
  expect(await clipboardOf(keyrack.app)).toBe('');
  expect((await run(use)).code).toBe(3);
  expect((await run(['unlock', '--passphrase-fd', '3'], secrets.wrong)).code).not.toBe(0);
  const [entry] = await Promise.all([
    keyrack.nextWindow('Enter passphrase'),
    window.getByRole('contentinfo').getByRole('button', { name: 'Unlock' }).click(),
  ]);
  await typed('Passphrase', secrets.wrong)(entry);
  await expect(entry.getByRole('alert')).not.toBeEmpty();
  await closeBy(entry, () => typed('Passphrase', secrets.passphrase)(entry));
  await expect(window.getByRole('status', { name: 'Storage' })).toContainText('Passphrase');
  expect((await run(use)).out.split(' ')[0]).toBe(sha256(value));

  const { id } = (await listKeys(window)).find(({ name }) => name === 'Created') ?? { id: '' };
  expect(canaries.in(await heapOf(window))).toEqual([]);
  expect(canaries.in(await storageOf(window))).toEqual([]);
  expectOnlyIn(canaries, place, []);
  await keyrack.close();
  expectOnlyIn(canaries, place, []);
  expect(canaries.in(argumentsOfAll.stop())).toEqual([]);
  expect(canaries.in(said.join('\n') + keyrack.stderr())).toEqual([]);
  // The connection's credential, two keys, the ledger's own key, and how far the audit is chained.
  expect(kept(place, 'sealed')).toBe(5);
  expect(() => fromKeyring(`${development.id}/${id}`)).toThrow();
});
