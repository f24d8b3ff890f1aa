import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { command, commandJson } from './command.ts';
import { saveTo } from './desktop.ts';
import { clipboardOf } from './entry.ts';
import { expect, test } from './fixtures.ts';
import { furnish, makeKey } from './rack.ts';

const EXPORT = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Typed', '--command', 'npx x'];
/** What a hint may show of a value. */
const SHOWN = 12;

const lines = (window: Page) => window.getByRole('table', { name: 'Activity' }).getByRole('row');
const line = (window: Page, what: string, name: string) =>
  lines(window).filter({ hasText: what }).filter({ hasText: name });

async function narrow(window: Page, by: string, to: string): Promise<void> {
  await window.getByRole('button', { name: `${by}: ` }).click();
  await window.getByRole('menuitem', { name: to }).click();
}

test('what window and command do stands in the activity, with who did it and without a secret', async ({
  start,
  place,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window);
  const key = await makeKey(window, 'Clicked');
  const [reveal] = await Promise.all([
    keyrack.nextWindow('Secret'),
    ask(window, 'keys.showOnce', { id: key.id }),
  ]);
  await ask(window, 'keys.copy', { id: key.id });
  const secret = await clipboardOf(keyrack);
  expect(secret).toMatch(/^pg_live_/);
  await reveal.getByRole('button', { name: 'Hide' }).click();
  await ask(window, 'keys.acknowledge', { id: key.id });

  await commandJson(place, [
    'key',
    'create',
    '--env',
    'Development',
    '--connection',
    'Playground',
    '--name',
    'Typed',
  ]);
  await commandJson(place, EXPORT);
  expect((await command(place, ['key', 'edit', 'Typed', '--scope', 'no:such'])).code).not.toBe(0);

  await window.keyboard.press('g');
  await window.keyboard.press('a');
  await expect(window.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  for (const what of ['Key created', 'Key shown once', 'Key copied', 'Key confirmed as copied']) {
    await expect(line(window, what, 'Clicked')).toContainText('Window');
  }
  for (const what of ['Key created', 'Key exported', 'Key not edited']) {
    await expect(line(window, what, 'Typed')).toContainText('Command');
  }
  await expect(window.getByText(/^Nothing was changed/)).toBeVisible();

  await narrow(window, 'Done by', 'Command');
  await expect(line(window, 'Key shown once', 'Clicked')).toHaveCount(0);
  await narrow(window, 'What', 'Failed');
  await expect(lines(window)).toHaveCount(2);
  await narrow(window, 'What', 'Everything');
  await window.getByRole('searchbox', { name: 'Search the activity' }).fill('exported');
  await expect(lines(window)).toHaveCount(2);

  const file = join(place.home, '..', 'activity.csv');
  await saveTo(keyrack, file);
  await window.getByRole('button', { name: 'Export', exact: true }).click();
  await window.getByRole('menuitem', { name: /CSV/ }).click();
  // For the eye, and for a moment once more for the ear.
  await expect(window.getByText(`Exported to ${file}`).first()).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text.split('\r\n')).toEqual([
    expect.stringMatching(/^number,at,by,client,what/),
    expect.stringContaining(',key exported,'),
    '',
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const everything = JSON.stringify([await ask(window, 'activity.list', {}), text]);
  expect(everything).toContain('key copied');
  expect(everything).not.toContain(secret.slice(SHOWN));
  expect(await commandJson(place, ['audit', '--verify'])).toMatchObject({ valid: true, problems: [] });

  await window.getByRole('searchbox', { name: 'Search the activity' }).fill('');
  await line(window, 'Key exported', 'Typed').getByRole('button', { name: 'Typed' }).click();
  await expect(window.getByRole('complementary')).toContainText('Typed');
});
