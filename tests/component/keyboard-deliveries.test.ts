import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';
import { tabTo } from './tabbing.ts';

test('a changed entry is looked at and restored by the keyboard alone', async ({ page, open }) => {
  await open(`${COPIED}&drift=changed#/targets`);
  const row = page.getByRole('table', { name: 'Deliveries' }).getByRole('row').nth(1);
  await tabTo(page, row.getByRole('button', { name: 'Restore' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Restore' });
  await tabTo(page, dialog.getByRole('button', { name: 'Restore', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText('Intact');
});

test('a plaintext key is found and its adoption opened and left by the keyboard alone', async ({
  page,
  open,
}) => {
  await open(`${COPIED}#/targets`);
  await tabTo(page, page.getByRole('button', { name: 'Find plaintext keys' }));
  await page.keyboard.press('Enter');
  const adopt = page.getByRole('button', { name: 'Adopt GITHUB_TOKEN of github' });
  await tabTo(page, adopt);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Adopt' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(adopt).toBeFocused();
});

test('a recipe is opened and left by the keyboard alone', async ({ page, open }) => {
  await open(`${COPIED}#/targets`);
  const recipe = page.getByRole('button', { name: 'Raw HTTP' });
  await tabTo(page, recipe);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Raw HTTP' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(recipe).toBeFocused();
});
