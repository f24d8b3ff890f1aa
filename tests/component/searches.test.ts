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
