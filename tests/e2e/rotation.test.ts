import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { ask, listKeys } from './bridge.ts';
import { expect, type Place, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { enterAfter } from './life.ts';
import { callAnew, startServer } from './mcp-servers.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';
import {
  chooseSpan,
  type Delivered,
  deliver,
  inDotenv,
  openRotate,
  runButton,
  runDetail,
  runRow,
  statusOf,
} from './rotating.ts';

const SLOWLY = { timeout: 20_000 };

/** Starts `Rotate` on a key of the rack. */
async function rotate(window: Page, { key }: Delivered, typed?: string): Promise<void> {
  const dialog = await openRotate(window, key.name);
  await chooseSpan(window, 'Overlap', '1 hour');
  if (typed !== undefined) await dialog.getByLabel(`Type ${typed} to confirm`).fill(typed);
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Whatever was started anew from here on has this value. */
async function expectEverywhere(delivered: Delivered, value: string): Promise<void> {
  expect(inDotenv(delivered)).toBe(value);
  expect(fromKeyring(delivered.key)).toBe(value);
  expect(await statusOf(delivered, value)).toBe(200);
  expect(await callAnew(delivered.inline, 'calling')).toBe(200);
  expect(await callAnew(delivered.launched, 'calling')).toBe(200);
}

interface Noted {
  readonly step: string;
  readonly state: string;
  readonly at: string;
}

/** The journal of the run that goes on, read past the app: it may be busy, or killed. */
function journalOf({ home }: Place): readonly Noted[] {
  const db = new DatabaseSync(join(home, 'ledger.db'), { readOnly: true });
  const rows = db
    .prepare(`SELECT step, state, at FROM rotation_steps WHERE rotation_id =
      (SELECT id FROM rotations WHERE ended_at IS NULL) ORDER BY number`)
    .all();
  db.close();
  return rows as unknown as readonly Noted[];
}

/** What is asked about a moment after the switch may have been on its way before it; from here on it was not. */
async function untilUseCounts(place: Place): Promise<void> {
  const switched = journalOf(place).find(({ step, state }) => step === 'switch' && state === 'done');
  const from = Date.parse(switched?.at ?? '') + 6_000;
  await expect.poll(() => Date.now() > from).toBe(true);
}

/** Keyrack knows of everything that it made. */
async function expectNothingUnknown(window: Page): Promise<void> {
  for (const { id } of await ask(window, 'connections.list'))
    expect(await ask(window, 'connections.sync', { id })).toMatchObject({ added: [], orphans: [] });
}

test('an MCP client works before, during and after a rotation, whichever way it has its key', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const delivered = await deliver(window, place, 'Claude');
  const before = fromKeyring(delivered.key);
  const running = [
    await startServer(delivered.inline, 'calling'),
    await startServer(delivered.launched, 'calling'),
  ];
  const nowRunning = () => Promise.all(running.map((server) => server.call()));
  try {
    expect(await nowRunning()).toEqual([200, 200]);

    const dialog = await openRotate(window, 'Claude');
    for (const place of ['Claude Desktop', 'Cursor', '.env']) await expect(dialog).toContainText(place);
    await expect(dialog.getByText('Keyrack writes it')).toHaveCount(2);
    await expect(dialog.getByText('Nothing to do')).toHaveCount(1);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await ask(window, 'rotations.list')).toEqual([]);
    await rotate(window, delivered);

    await expect(runRow(window, 'Claude')).toContainText('Overlap', SLOWLY);
    await expect(runDetail(window)).toContainText(
      'Restart these programs before the old key ends: Claude Desktop, Cursor.',
    );
    const after = fromKeyring(delivered.key);
    expect(after).not.toBe(before);
    expect(readFileSync(delivered.inline, 'utf8')).not.toContain(before);
    await expectEverywhere(delivered, after);
    // Who was started before has the old one still, and both are good.
    await untilUseCounts(place);
    expect(await nowRunning()).toEqual([200, 200]);
    await expectNothingUnknown(window);

    await runButton(window, 'Continue').click();
    await expect(runRow(window, 'Claude')).toContainText('Watching', SLOWLY);
    await expect(runDetail(window)).toContainText('The old key is still in use');
    await expect(runDetail(window)).toContainText('Restart these programs now: Claude Desktop, Cursor.');
    // Switched off, and not yet gone.
    expect(await nowRunning()).toEqual([401, 401]);
    expect(await statusOf(delivered, after)).toBe(200);
    await runButton(window, 'Continue').click();
    await expect(runRow(window, 'Claude')).toContainText('Needs you', SLOWLY);
    await runButton(window, 'Continue').click();
    await expect(runRow(window, 'Claude')).toContainText('Done', SLOWLY);
    expect(await statusOf(delivered, before)).toBe(401);
    expect(await nowRunning()).toEqual([401, 401]);
    await expectEverywhere(delivered, after);

    await runDetail(window).getByRole('button', { name: 'Journal' }).click();
    const journal = runDetail(window).getByRole('table', { name: 'Journal' });
    for (const step of [
      'Make the new key',
      'Write it into files',
      'Switch the old key off',
      'Revoke the old key',
    ])
      await expect(journal).toContainText(step);
    const page = await window.content();
    for (const value of [before, after]) expect(page).not.toContain(value);
    await expectNothingUnknown(window);
  } finally {
    for (const server of running) await server.stop();
  }
});

test('a rotation in production is taken back in its overlap, once the environment is named', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window, ['production']);
  const delivered = await deliver(window, place, 'Checkout', 'production');
  const before = fromKeyring(delivered.key);
  const files = [delivered.inline, delivered.launched, delivered.dotenv];
  const bytes = files.map((file) => readFileSync(file, 'utf8'));
  await window.getByRole('button', { name: /^Production/ }).click();
  await rotate(window, delivered, 'Production');
  await expect(runRow(window, 'Checkout')).toContainText('Overlap', SLOWLY);
  const after = fromKeyring(delivered.key);

  // To end the overlap ends the old key: that too is asked about, and can be left.
  await runButton(window, 'Continue').click();
  const ending = dialogOf(window, 'Continue');
  await expect(ending.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await window.keyboard.press('Escape');
  await expect(ending).toHaveCount(0);
  expect(await statusOf(delivered, before)).toBe(200);

  await runButton(window, 'Undo').click();
  const asking = dialogOf(window, 'Undo');
  await expect(asking).toContainText('2 files get the old key back');
  await asking.getByLabel('Type Production to confirm').fill('production');
  await expect(asking.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await asking.getByLabel('Type Production to confirm').fill('Production');
  await asking.getByRole('button', { name: 'Undo' }).click();
  await expect(asking).toHaveCount(0);
  await expect(runRow(window, 'Checkout')).toContainText('Taken back', SLOWLY);
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(bytes);
  await expectEverywhere(delivered, before);
  expect(await statusOf(delivered, after)).toBe(401);
  expect(await listKeys(window)).toHaveLength(1);
  await expectNothingUnknown(window);

  // Once more, and to its end: every step before the name is typed does nothing.
  await window.getByRole('link', { name: 'Rack', exact: true }).click();
  await rotate(window, delivered, 'Production');
  await expect(runRow(window, 'Checkout').first()).toContainText('Overlap', SLOWLY);
  for (const state of ['Watching', 'Done']) {
    await runButton(window, 'Continue').click();
    const going = dialogOf(window, 'Continue');
    await going.getByLabel('Type Production to confirm').fill('Production');
    await going.getByRole('button', { name: 'Continue' }).click();
    await expect(going).toHaveCount(0);
    await expect(runRow(window, 'Checkout').first()).toContainText(state, SLOWLY);
  }
  expect(await statusOf(delivered, before)).toBe(401);
  await expectEverywhere(delivered, fromKeyring(delivered.key));
});

/** Playground keeps nothing until the returned function is called: whoever asks it to make a key waits. */
function hold({ home }: Place): () => void {
  const db = new DatabaseSync(join(home, 'playground.db'));
  db.exec('BEGIN IMMEDIATE');
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}

/** What a request that nobody waits for any more did is looked for after a minute: as if that had passed. */
function ageIntents({ home }: Place): void {
  const db = new DatabaseSync(join(home, 'ledger.db'));
  db.prepare('UPDATE intents SET started_at = ?').run(new Date(Date.now() - 61_000).toISOString());
  db.close();
}

test('an app that is killed in the middle of a rotation finishes it at its next start', async ({
  start,
  place,
}) => {
  const first = await start();
  await furnish(first.window);
  const delivered = await deliver(first.window, place, 'Claude');
  const before = fromKeyring(delivered.key);

  const killAt = async ({ app, window }: typeof first, step: string) => {
    const gone = new Promise((resolve) => app.process().once('exit', resolve));
    const dialog = await openRotate(window, 'Claude');
    await chooseSpan(window, 'Overlap', '1 hour');
    const letGo = step === 'create' ? hold(place) : () => undefined;
    await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    await expect.poll(() => journalOf(place).some((row) => row.step === step), { intervals: [5] }).toBe(true);
    app.process().kill('SIGKILL');
    await gone;
    letGo();
  };
  await killAt(first, 'create');
  expect(inDotenv(delivered)).toBe(before);
  expect(journalOf(place).at(-1)).toMatchObject({ step: 'create', state: 'begun' });
  ageIntents(place);

  const second = await start();
  await second.window.getByRole('link', { name: 'Rotation' }).click();
  await expect(runRow(second.window, 'Claude')).toContainText('Overlap', SLOWLY);
  const between = fromKeyring(delivered.key);
  expect(between).not.toBe(before);
  await expectEverywhere(delivered, between);
  await expectNothingUnknown(second.window);
  await runRow(second.window, 'Claude').click();
  for (const state of ['Watching', 'Done']) {
    await runButton(second.window, 'Continue').click();
    await expect(runRow(second.window, 'Claude')).toContainText(state, SLOWLY);
  }
  await second.window.getByRole('link', { name: 'Rack', exact: true }).click();
  await killAt(second, 'switch');

  const third = await start();
  await third.window.getByRole('link', { name: 'Rotation' }).click();
  await expect(runRow(third.window, 'Claude').first()).toContainText('Overlap', SLOWLY);
  const after = fromKeyring(delivered.key);
  expect([before, between]).not.toContain(after);
  await expectEverywhere(delivered, after);
  expect(await statusOf(delivered, between)).toBe(200);
  await expectNothingUnknown(third.window);
});

test('a leaked value is typed, its key found, replaced at once, and refused from then on', async ({
  start,
  place,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window, ['production']);
  const delivered = await deliver(window, place, 'Checkout', 'production');
  await makeConfirmedKey(window, 'Bystander', 'production');
  const before = fromKeyring(delivered.key);
  await window.getByRole('link', { name: 'Rotation' }).click();
  await window.getByRole('button', { name: 'Leaked key' }).click();
  const dialog = dialogOf(window, 'Leaked key');
  await enterAfter(keyrack, before, () =>
    dialog.getByRole('button', { name: 'Enter the leaked value' }).click(),
  );
  await expect(dialog).toContainText('Checkout');
  await expect(dialog).toContainText('Keyrack writes it');
  const submit = dialog.getByRole('button', { name: 'Replace it now' });
  await expect(submit).toBeDisabled();
  await dialog.getByLabel('Type Production to confirm').fill('Production');
  await submit.click();
  const note = window.getByRole('region', { name: 'Incident note' });
  await expect(note).toContainText('Checkout', SLOWLY);
  expect(await statusOf(delivered, before)).toBe(401);
  const after = fromKeyring(delivered.key);
  await expectEverywhere(delivered, after);
  const page = await window.content();
  for (const value of [before, after]) expect(page).not.toContain(value);
  await expectNothingUnknown(window);
});
