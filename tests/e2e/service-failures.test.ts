import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator, Page } from '@playwright/test';
import { issueCertificate } from '../counterparts/certificates.ts';
import {
  answer,
  type Behaviour,
  cutAfter,
  redirect,
  startHostileService,
  TROUBLES,
} from '../counterparts/hostile-service.ts';
import { ask, listKeys } from './bridge.ts';
import { commandFailure, commandJson, startCommand } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { type KeyService, startKeyService } from './key-service.ts';
import { dialogOf, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

const says = (status: number, message: string, headers?: Record<string, string>): Behaviour =>
  answer({ status, body: { error: { message } } }, headers);

interface Expected {
  readonly code: string;
  readonly exit: number;
  /** What happened, and what to do next. */
  readonly words: readonly RegExp[];
}

const LIST_TROUBLES: Readonly<Record<string, readonly [Behaviour, Expected]>> = {
  'refuses the credential (401)': [
    says(401, 'no'),
    {
      code: 'unauthorized',
      exit: 5,
      words: [/does not accept the credential/, /settings of the connection/],
    },
  ],
  'forbids it (403)': [
    says(403, 'Not your department.'),
    { code: 'refused', exit: 5, words: [/“?"Not your department\." \(HTTP 403\)/, /console of the service/] },
  ],
  'knows nothing of it (404)': [
    says(404, 'Gone.'),
    { code: 'refused', exit: 5, words: [/HTTP 404/, /console of the service/] },
  ],
  'fails (500)': [
    says(500, 'oops'),
    { code: 'service-failed', exit: 1, words: [/HTTP 500/, /try again later/] },
  ],
  'answers no JSON': [TROUBLES['not JSON'], { code: 'service-failed', exit: 1, words: [/JSON/] }],
  'answers with a web page': [TROUBLES['a web page'], { code: 'service-failed', exit: 1, words: [/./] }],
  'breaks off in the middle': [
    cutAfter(9, { status: 200, body: { keys: [], more: 'text' } }),
    { code: 'service-failed', exit: 1, words: [/cut off in the middle/, /Try again/] },
  ],
  'sends us elsewhere': [
    redirect(302, 'https://example.com/'),
    { code: 'service-failed', exit: 1, words: [/another address/, /base URL/] },
  ],
  // The last one: nothing more is sent until its time has come.
  'asks to wait (429)': [
    says(429, 'slow down', { 'retry-after': '300' }),
    { code: 'rate-limited', exit: 5, words: [/too many requests/, /in 5 minutes/] },
  ],
};

const REFUSALS = [
  [401, 'does not accept the credential'],
  [403, 'because of 403'],
  [404, 'because of 404'],
  [409, 'because of 409'],
  [422, 'because of 422'],
  [429, 'too many requests'],
] as const;

async function connect(place: Place, url: string, name = 'Own'): Promise<void> {
  const adding = ['connection', 'add', '--env', 'Development', '--provider', 'playground', '--name', name];
  await commandJson(place, [...adding, '--base-url', url], { stdin: 'a-credential-for-tests\n' });
}

async function furnishBy(place: Place, url: string): Promise<void> {
  await commandJson(place, ['init', '--storage', 'keychain']);
  await commandJson(place, ['env', 'add', 'Development', '--stage', 'development']);
  await connect(place, url);
}

/** Rows of the ledger as they stand in the file. */
function countsOf({ home }: Place): { readonly keys: number; readonly intents: number } {
  const db = new DatabaseSync(join(home, 'ledger.db'), { readOnly: true });
  const count = (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  const counts = { keys: count('keys'), intents: count('intents') };
  db.close();
  return counts;
}

/** What was begun is left alone for a minute; so that nobody waits, it is made older. */
function letTimePass({ home }: Place): void {
  const db = new DatabaseSync(join(home, 'ledger.db'));
  db.prepare('UPDATE intents SET started_at = ?').run(new Date(Date.now() - 120_000).toISOString());
  db.close();
}

/** What a service asked for is kept to; so that nobody waits, its time is over now. */
function endHolds({ home }: Place): void {
  const db = new DatabaseSync(join(home, 'ledger.db'));
  db.exec('DELETE FROM holds');
  db.close();
}

async function fillNewKey(window: Page, name: string): Promise<Locator> {
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Description').fill('kept');
  return dialog;
}

const press = (dialog: Locator) => dialog.getByRole('button', { name: 'Create key' }).click();
const making = (name: string, connection = 'Own') =>
  ['key', 'create', '--env', 'Development', '--connection', connection, '--name', name] as const;

test.describe('a service of one’s own', () => {
  let service: KeyService;
  test.beforeEach(async () => {
    service = await startKeyService();
  });
  test.afterEach(() => service.stop());

  test('that fails before a key is made says how, and what was typed stays', async ({ start, place }) => {
    await furnishBy(place, service.url);
    const { window } = await start();
    const dialog = await fillNewKey(window, 'Patient');
    for (const [name, [behaviour, { code, exit, words }]] of Object.entries(LIST_TROUBLES)) {
      await test.step(name, async () => {
        service.spoil(behaviour);
        await press(dialog);
        const alert = dialog.getByRole('alert');
        for (const word of words) await expect(alert).toContainText(word);
        expect(await commandFailure(place, making('Typed'))).toMatchObject({ code, exit });
      });
    }
    endHolds(place);
    await service.stop();
    await press(dialog);
    await expect(dialog.getByRole('alert')).toContainText(
      /nothing answers at its address.*Is the service running/s,
    );
    expect(await commandFailure(place, making('Typed'))).toMatchObject({ code: 'network', exit: 1 });
    await expect(dialog.getByLabel('Name')).toHaveValue('Patient');
    await expect(dialog.getByLabel('Description')).toHaveValue('kept');
    expect(countsOf(place)).toEqual({ keys: 0, intents: 0 });
  });

  test('that refuses to make a key leaves nothing behind, and the same dialog makes it later', {
    tag: '@in-full',
  }, async ({ start, place }) => {
    await furnishBy(place, service.url);
    const { window } = await start();
    const dialog = await fillNewKey(window, 'Patient');
    for (const [status, words] of REFUSALS) {
      service.spoilCreate(says(status, `because of ${status}`));
      await press(dialog);
      await expect(dialog.getByRole('alert')).toContainText(words);
      expect(countsOf(place)).toEqual({ keys: 0, intents: 0 });
    }
    service.mend();
    await press(dialog);
    await expect(dialogOf(window, 'Key created')).toContainText('Patient');
    expect(countsOf(place)).toEqual({ keys: 1, intents: 0 });
    expect(await listKeys(window)).toMatchObject([{ name: 'Patient', description: 'kept', held: true }]);
  });

  test('that is slow shows how long; Cancel stops the waiting, and the key appears when it answers', {
    tag: '@in-full',
  }, async ({ start, place }) => {
    await furnishBy(place, service.url);
    const { window } = await start();
    const release = service.holdCreate();
    const dialog = await fillNewKey(window, 'Slow');
    await press(dialog);
    await expect(dialog).toContainText(/Waiting for Playground, [1-9]\d* s/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(window.getByText(/^Still waiting for Playground/)).toBeVisible();
    expect(countsOf(place)).toEqual({ keys: 0, intents: 1 });
    release();
    await expect(dialogOf(window, 'Key created')).toContainText('Slow');
    expect(countsOf(place)).toEqual({ keys: 1, intents: 0 });
  });

  test('whose answer is cut off leaves an orphan, which is revoked and made again on one click', async ({
    start,
    place,
  }) => {
    await furnishBy(place, service.url);
    const { window } = await start();
    service.cutCreate(60);
    const dialog = await fillNewKey(window, 'Cut');
    await press(dialog);
    await expect(dialog.getByRole('alert')).toContainText('value was lost');
    const [lost] = await listKeys(window);
    expect(lost).toMatchObject({ name: 'Cut', status: 'orphan', held: false });
    expect(service.rows.size).toBe(1);

    // The command finds the same, and says by which id.
    const failure = await commandFailure(place, making('Typed'));
    expect(failure).toMatchObject({ exit: 1, code: 'outcome-unknown' });
    expect(await commandJson(place, ['key', 'show', 'Typed'])).toMatchObject({ status: 'orphan' });
    await commandJson(place, ['key', 'delete', 'Typed', '--yes']);

    service.mend();
    await dialog.getByRole('button', { name: 'Revoke and create again' }).click();
    const created = dialogOf(window, 'Key created');
    await expect(created).toContainText('Cut');
    await created.getByRole('button', { name: 'I have copied the key' }).click();
    await expect(rowOf(window, 'Cut')).toContainText('Active');
    expect(await listKeys(window)).toMatchObject([{ name: 'Cut', status: 'active', held: true }]);
    expect([...service.rows.keys()]).not.toContain(lost?.remoteId);
    expect(service.rows.size).toBe(1);
    expect(countsOf(place)).toEqual({ keys: 1, intents: 0 });
  });

  test('that dies while it makes a key: what it made is found at a later start', async ({ start, place }) => {
    await furnishBy(place, service.url);
    const first = await start();
    service.dieCreating();
    const dialog = await fillNewKey(first.window, 'Unclear');
    await press(dialog);
    await expect(dialog.getByRole('alert')).toContainText(
      /not known whether.*Do not make it a second time yet/s,
    );
    await expect(dialog.getByLabel('Name')).toHaveValue('Unclear');
    expect(countsOf(place)).toEqual({ keys: 0, intents: 1 });
    await first.close();

    service.mend();
    letTimePass(place);
    const { window } = await start();
    await expect(rowOf(window, 'Unclear')).toContainText('Orphan');
    expect(countsOf(place)).toEqual({ keys: 1, intents: 0 });
    await rowOf(window, 'Unclear').click();
    const again = window.getByRole('complementary').getByRole('button', { name: 'Revoke and create again' });
    await again.click();
    await expect(dialogOf(window, 'Key created')).toContainText('Unclear');
    expect(service.rows.size).toBe(1);
  });
});

test('a certificate that nobody vouches for ends it, whatever the service is', { tag: '@in-full' }, async ({
  start,
  place,
}) => {
  const service = await startHostileService(issueCertificate(null));
  try {
    await furnishBy(place, service.url);
    const { window } = await start();
    const dialog = await fillNewKey(window, 'Never sent');
    await press(dialog);
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText(/not trusted.*authority that this computer trusts.*never goes on/s);
    expect(await commandFailure(place, making('Typed'))).toMatchObject({ code: 'tls', exit: 1 });
    expect(service.seen).toEqual([]);
    expect(countsOf(place)).toEqual({ keys: 0, intents: 0 });
  } finally {
    await service.stop();
  }
});

test('Playground that is killed is started again by the window; a key of it goes on working', {
  tag: '@in-full',
}, async ({ start, place }) => {
  await commandJson(place, ['init', '--storage', 'keychain']);
  await commandJson(place, ['env', 'add', 'Development', '--stage', 'development']);
  const serving = startCommand(place, ['playground']);
  const gone = new Promise((resolve) => serving.once('exit', resolve));
  await new Promise((resolve) => serving.stdout.once('data', resolve));
  await commandJson(place, ['connection', 'add', '--env', 'Development', '--provider', 'playground']);
  const { id } = (await commandJson(place, making('Early', 'Playground'))) as { readonly id: string };
  const { window } = await start();
  expect(await ask(window, 'keys.verify', { id })).toMatchObject({ is: 'valid' });
  serving.kill('SIGKILL');
  await gone;
  expect(await ask(window, 'keys.verify', { id })).toMatchObject({ is: 'valid' });
  expect(await commandJson(place, ['key', 'verify', 'Early'])).toMatchObject({ is: 'valid' });
});
