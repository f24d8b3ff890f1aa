import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

test('who removes what a program has imported is told that it still holds the key', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&files=1#/targets`);
  const row = page.getByRole('row').filter({ hasText: 'Imported' });
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('n8n still holds the key: delete it there.', { exact: true })).toBeVisible();
});
