import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the activity' });

test('a filter that is picked before the typing has paused holds beside what was typed', async ({
  page,
  open,
}) => {
  await page.clock.install();
  await open(`${COPIED}&environment=none#/activity`);
  await page.getByRole('table', { name: 'Activity' }).waitFor();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await search(page).fill('checkout');
  await page.getByRole('button', { name: 'What: ' }).click();
  await page.getByRole('menuitem', { name: 'Failed' }).click();
  await expect(page.getByRole('button', { name: 'What: Failed' })).toBeVisible();
  await page.clock.resume();
  await expect(page.getByText('1 entry', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'What: Failed' })).toBeVisible();
  await expect(search(page)).toHaveValue('checkout');
});

const KEY = 'pg_live_8f2Kq0wZ9aLmN3xT';
const LISTED = 'PLAYGROUND_API_KEY_OF_TEAM_2';

const paste = async (page: Page, text: string) => {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    const field = document.activeElement as HTMLInputElement;
    // What the browser does with a paste that nobody prevents.
    if (field.dispatchEvent(event)) document.execCommand('insertText', false, pasted);
  }, text);
};

const FIELDS = [
  ['the palette', 'rack', 'combobox', 'Commands'],
  ['the rack', 'rack', 'searchbox', 'Search keys'],
  ['the grid', 'grid', 'searchbox', 'Search variables'],
  ['the activity', 'activity', 'searchbox', 'Search the activity'],
] as const;

for (const [place, view, role, name] of FIELDS) {
  test(`a whole key that is pasted into the search of ${place} does not stay, a name that is listed does`, async ({
    page,
    open,
    ask,
  }) => {
    await open(`${COPIED}#/${view}`);
    await page.getByRole('table').or(page.getByRole('grid')).first().waitFor();
    const [{ id = '' } = {}] = (await ask('keys.list', { after: 0 })).keys;
    await ask('keys.edit', { id, variable: LISTED });
    if (place === 'the palette') await page.keyboard.press('Control+k');
    const field = page.getByRole(role, { name });
    await field.fill('old ');
    await paste(page, KEY);
    await expect(field).toHaveValue('old pg_live_');
    await expect(page.getByText('looked like a whole key').first()).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(field).not.toHaveValue(new RegExp(KEY));
    await field.fill(KEY);
    await expect(field).toHaveValue('pg_live_');
    await field.fill('');
    await paste(page, LISTED);
    await expect(field).toHaveValue(LISTED);
  });
}
