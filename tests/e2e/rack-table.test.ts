import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readCsv } from '#tests/fakes/csv-reader.ts';
import { listKeys } from './bridge.ts';
import { command, commandJson } from './command.ts';
import { pickToSave } from './desktop.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';
import { rowOf } from './steps.ts';

const NAMES = ['Atlas', 'Borea', 'Ceres', 'Dione'];

const edgeOf = (window: Page, column: string): Locator =>
  window.getByRole('separator', { name: `Width of ${column}` });

const widthOf = async (edge: Locator): Promise<number> => Number(await edge.getAttribute('aria-valuenow'));

/** What the table shows, as a person reads it. */
const shown = (window: Page): Promise<readonly string[]> =>
  window.locator('tr[data-key] td[data-column="name"]').allInnerTexts();

async function find(window: Page, search: string): Promise<void> {
  await window.keyboard.press('/');
  await window.getByRole('searchbox').fill(search);
}

/** Draws a column wider and shows another, by the keyboard alone. @returns the width */
async function arrangeColumns(window: Page): Promise<number> {
  const edge = edgeOf(window, 'Hint');
  const before = await widthOf(edge);
  await edge.focus();
  for (let presses = 0; presses < 5; presses += 1) await window.keyboard.press('ArrowRight');
  await expect.poll(() => widthOf(edge)).toBeGreaterThan(before + 30);
  await window.getByRole('button', { name: 'Columns', exact: true }).focus();
  await window.keyboard.press('Enter');
  await window.getByRole('menuitemcheckbox', { name: 'Tags' }).press('Enter');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('columnheader', { name: 'Tags' })).toBeVisible();
  await window.getByRole('button', { name: 'Status', exact: true }).press('Enter');
  return widthOf(edge);
}

async function exportMetadata({ window }: Keyrack): Promise<void> {
  await window
    .getByRole('toolbar', { name: 'Selected keys' })
    .getByRole('button', { name: 'Export' })
    .click();
  await window.getByRole('menuitem', { name: 'As CSV' }).click();
  await expect(window.getByText(/^Written to/).first()).toBeVisible();
}

test('columns, search, context menu and several keys at once, by the keyboard', async ({ start, place }) => {
  const first = await start();
  await furnish(first.window);
  const ids = new Map<string, string>();
  for (const name of NAMES) ids.set(name, (await makeConfirmedKey(first.window, name)).id);
  await expect(rowOf(first.window, 'Dione')).toHaveCount(1);
  const width = await arrangeColumns(first.window);
  await first.close();

  const keyrack = await start();
  const { window } = keyrack;
  await expect(window.getByRole('columnheader', { name: 'Tags' })).toBeVisible();
  expect(await widthOf(edgeOf(window, 'Hint'))).toBe(width);
  await expect(window.getByRole('columnheader', { name: 'Status' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );

  // A name is changed where it stands, and found by what it is now.
  await window.getByRole('button', { name: 'Name', exact: true }).press('Enter');
  await find(window, 'name:atlas');
  await expect(rowOf(window, 'Borea')).toHaveCount(0);
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('F2');
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('=Atlas');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Name', exact: true })).toHaveCount(0);
  await find(window, 'env:dev status:active -name:dione');
  await expect.poll(() => shown(window)).toEqual(['=Atlas', 'Borea', 'Ceres']);
  const { out } = await command(place, ['key', 'list', '--csv', 'env:dev status:active -name:dione']);
  expect(readCsv(out)).toHaveLength(4);

  // The menu of a row, where the pointer would open it.
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Shift+F10');
  await expect(window.getByRole('menuitem', { name: 'Revoke' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(rowOf(window, '=Atlas')).toBeFocused();

  await window.keyboard.press('Space');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  const file = join(place.config, 'keys.csv');
  await pickToSave(keyrack, file);
  await exportMetadata(keyrack);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  const rows = readCsv(readFileSync(file, 'utf8'));
  expect(rows.map(([, name]) => name)).toEqual(['name', "'=Atlas", 'Borea', 'Ceres']);

  // One of them goes while the dialog asks: the others are revoked, and it is told.
  await window
    .getByRole('toolbar', { name: 'Selected keys' })
    .getByRole('button', { name: 'Revoke' })
    .click();
  const dialog = dialogOf(window, 'Revoke');
  await expect(dialog.getByRole('button', { name: 'Revoke 3 keys' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await commandJson(place, ['key', 'delete', ids.get('Borea') ?? '', '--yes']);
  await dialog.getByRole('button', { name: 'Revoke 3 keys' }).click();
  await expect(dialog.getByRole('status')).toContainText('2 keys revoked, 1 key failed');
  await expect(dialog).toContainText('There is no key');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const left = await listKeys(window);
  expect(Object.fromEntries(left.map(({ name, status }) => [name, status]))).toEqual({
    '=Atlas': 'revoked',
    Ceres: 'revoked',
    Dione: 'active',
  });
});
