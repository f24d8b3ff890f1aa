import { expect, test } from './fixtures.ts';
import { button, COPIED } from './scenes/steps.mjs';

test('what was done to an environment has its dot, and its name once', async ({ page, open }) => {
  await open(`${COPIED}&environment=none#/activity`);
  const row = page.getByRole('row', { name: 'Environment created' });
  await expect(row.getByRole('cell').nth(2)).toHaveText('Development');
  await expect(row.locator('[aria-hidden="true"][style*="background-color"]')).toHaveCount(1);
});

test('the names of environments in the grid stand before their stages, production’s stage beside them', async ({
  page,
  open,
}) => {
  await open('/?stage=grid&environments=many#/grid');
  const names = page.getByRole('columnheader').getByText(/^Customer \d+$/);
  await expect(names.first()).toBeAttached();
  const cut = names.evaluateAll((all) =>
    all.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
  );
  expect(await cut).toEqual([]);
  const production = page.getByRole('columnheader', { name: 'Customer 3 Prod', exact: true });
  const [head, badge] = [await production.boundingBox(), await production.getByText('Prod').boundingBox()];
  expect(badge?.y).toBeGreaterThan(head?.y ?? 0);
  expect((badge?.y ?? 0) + (badge?.height ?? 0)).toBeLessThan((head?.y ?? 0) + (head?.height ?? 0));
});

for (const theme of ['light', 'dark', 'contrast']) {
  test(`the stage whose colour is chosen has an edge of its own in ${theme}`, async ({ page, open }) => {
    await open(`${COPIED}&theme=${theme}`);
    await button(page, 'New environment').click();
    const edge = (name: string) =>
      page.getByRole('button', { name: `Colour: ${name}` }).evaluate((swatch) => {
        const { borderTopColor, borderTopWidth } = getComputedStyle(swatch);
        return borderTopWidth === '0px' ? 'none' : borderTopColor;
      });
    expect(await edge('Development')).toBe(
      await page
        .getByRole('dialog')
        .getByLabel('Name', { exact: true })
        .evaluate((field) => getComputedStyle(field).color),
    );
    expect(await edge('Staging')).not.toBe(await edge('Development'));
  });
}
