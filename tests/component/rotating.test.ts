import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

const EVERY = `${COPIED}&runs=every#/rotation`;

const row = (page: Page, name: string) => page.getByRole('row', { name });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const run = (page: Page, name: string) => page.locator('tr[data-run]', { hasText: name });
const runDetail = (page: Page) => page.getByRole('complementary', { name: 'Rotation detail' });
const steps = (page: Page) => runDetail(page).getByRole('list', { name: 'Steps' });
const button = (scope: Page | ReturnType<typeof dialog>, name: string) =>
  scope.getByRole('button', { name, exact: true });
const link = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Rotation' });

async function rotate(page: Page, name: string): Promise<void> {
  await row(page, name).click();
  await page.keyboard.press('r');
  await expect(button(dialog(page, 'Rotate'), 'Rehearse')).toBeVisible();
}

test('a key is rotated by keyboard, and its run is shown as it goes', async ({ page, open }) => {
  await open(COPIED);
  await rotate(page, 'Claude Desktop');
  const asking = dialog(page, 'Rotate');
  await expect(asking.getByText('Nothing to do')).toBeVisible();
  await button(asking, 'Rotate').press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Rotation' })).toBeVisible();
  await expect(steps(page)).toContainText('Old and new key both work');
  await expect(runDetail(page)).toContainText('goes on tomorrow');
});

test('a plan is asked anew with each choice, and says what the choice changes', async ({ page, open }) => {
  await open(COPIED);
  await rotate(page, 'Rakete');
  await expect(dialog(page, 'Rotate')).toContainText('takes the place of this one everywhere');
  await page.getByRole('combobox', { name: 'Overlap' }).click();
  await page.getByRole('option', { name: 'None' }).click();
  await expect(dialog(page, 'Rotate')).toContainText('The old value stops at once');
  await expect(page.getByRole('combobox', { name: 'Watch' })).toHaveCount(0);
});

test('nothing is begun while the plan is not there, nor after it failed', async ({ page, open, ask }) => {
  await open(`${COPIED}&fail=rotations.plan:unauthorized`);
  await row(page, 'Claude Desktop').click();
  await page.keyboard.press('r');
  await expect(dialog(page, 'Rotate').getByRole('alert')).toContainText('management credential');
  await button(dialog(page, 'Rotate'), 'Rotate').press('Enter');
  expect(await ask('rotations.list', undefined)).toEqual([]);
});

test('what keeps a run from beginning is told in its dialog', async ({ page, open }) => {
  await open(`${COPIED}&fail=rotations.start:network`);
  await rotate(page, 'Claude Desktop');
  await button(dialog(page, 'Rotate'), 'Rotate').click();
  await expect(dialog(page, 'Rotate').getByRole('alert')).toContainText('cannot be reached');
});

test('in production the name of the environment is typed first', async ({ page, open }) => {
  await open(`${COPIED}&environment=Production`);
  await rotate(page, 'Checkout');
  const submit = button(dialog(page, 'Rotate'), 'Rotate');
  await expect(submit).toBeDisabled();
  await page.getByLabel('Type Production to confirm').fill('Production');
  await submit.click();
  await expect(steps(page)).toBeVisible();
});

test('a lost key is replaced by a rotation', async ({ page, open, ask }) => {
  await open('/?stage=four-services');
  await row(page, 'Zapier export').click();
  await page
    .getByRole('complementary', { name: 'Key detail' })
    .getByRole('button', { name: 'Replace lost key' })
    .click();
  const asking = dialog(page, 'Replace lost key');
  await expect(button(asking, 'Rehearse')).toBeVisible();
  await button(asking, 'Replace lost key').click();
  await expect(steps(page)).toBeVisible();
  expect(await ask('rotations.list', undefined)).toMatchObject([{ reason: 'lost' }]);
});

test('other scopes are a rotation where the service fixes them', async ({ page, open, ask }) => {
  await open('/?stage=four-services');
  await row(page, 'Front desk tablets').click();
  const detail = page.getByRole('complementary', { name: 'Key detail' });
  await detail.getByRole('button', { name: 'Change scopes' }).click();
  const asking = dialog(page, 'Change scopes');
  const submit = button(asking, 'Change scopes');
  await expect(asking).toContainText('fixes the scopes of a key when it is made');
  await expect(submit).toBeDisabled();
  const boxes = asking.getByRole('checkbox');
  for (const box of await boxes.all()) await box.uncheck();
  await expect(submit).toBeDisabled();
  await page.getByRole('checkbox', { name: 'plan:read' }).check();
  await button(asking, 'Rehearse').click();
  await expect(asking.getByRole('heading', { name: 'Scopes of the new key' }).locator('..')).toContainText(
    'plan:read',
  );
  await submit.click();
  await expect(steps(page)).toBeVisible();
  await button(page, 'Enter the new key').click();
  const scopesNow = async () => {
    const { keys } = await ask('keys.list', { after: 0 });
    return keys.find(({ name }) => name === 'Front desk tablets')?.scopes;
  };
  await expect.poll(scopesNow).toEqual(['plan:read']);
});

test('a run that is under way is cancelled, and what it had done is taken back', async ({ page, open }) => {
  await open(`${COPIED}&held`);
  await rotate(page, 'Claude Desktop');
  await button(dialog(page, 'Rotate'), 'Rotate').click();
  await expect(steps(page)).toContainText('1 of 2 written');
  await runDetail(page).getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(runDetail(page)).toContainText('Everything was put back');
  await expect(run(page, 'Claude Desktop')).toContainText('Taken back');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the list is walked by keys: what needs a person is first, Escape goes back to it', async ({
  page,
  open,
}) => {
  await open(EVERY);
  const first = run(page, 'Tower displays');
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(run(page, 'Weekly letter')).toBeFocused();
  await page.keyboard.press('End');
  await expect(run(page, 'Backups')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(runDetail(page)).toContainText('Tower makes keys in its console');
  await runDetail(page).getByRole('button', { name: 'Enter the new key' }).focus();
  await page.keyboard.press('Escape');
  await expect(runDetail(page)).toHaveCount(0);
  await expect(first).toBeFocused();
});

test('Undo asks, lists what goes back, and is done only then', async ({ page, open, ask }) => {
  await open(EVERY);
  await run(page, 'Weekly letter').click();
  const before = await ask('rotations.list', undefined);
  await button(page, 'Undo').click();
  const asking = dialog(page, 'Undo');
  await expect(asking).toContainText('claude_desktop_config.json');
  await expect(asking).toContainText('You put these back yourself');
  expect(await ask('rotations.list', undefined)).toEqual(before);
  await button(asking, 'Undo').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(runDetail(page)).toContainText('Taken back');
});

test('whoever works by keyboard goes on where the button was that went with its act', async ({
  page,
  open,
}) => {
  await open(EVERY);
  await run(page, 'Weekly letter').click();
  await expect(runDetail(page)).toBeVisible();
  await button(runDetail(page), 'Continue').press('Enter');
  await expect(run(page, 'Weekly letter')).toContainText('Done');
  await expect(button(runDetail(page), 'Close detail')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(run(page, 'Weekly letter')).toBeFocused();
});

test('each button of a run is one that it can do, and no other', async ({ page, open, ask }) => {
  await open(EVERY);
  const names = {
    enter: 'Enter the new key',
    continue: 'Continue',
    enable: 'Re-enable the old key',
    retired: 'I have retired it in the console',
    accept: 'Accept',
    undo: 'Undo',
  };
  const shown = page.locator('tr[data-run]');
  await expect(shown).toHaveCount(13);
  for (const { id, can } of await ask('rotations.list', undefined)) {
    const found = page.locator(`tr[data-run="${id}"]`);
    if ((await found.count()) === 0) continue;
    await found.click();
    await expect(steps(page)).toBeVisible();
    for (const [act, name] of Object.entries(names))
      await expect(button(runDetail(page), name)).toHaveCount(can.some((each) => each === act) ? 1 : 0);
  }
});

test('a place of the check list gets the new key once, is ticked off, and counts', async ({ page, open }) => {
  await open(EVERY);
  await run(page, 'Weekly letter').click();
  const copy = button(runDetail(page), 'Copy new key for make');
  await copy.click();
  await expect(copy).toBeDisabled();
  // The run itself knows: closing it and opening it again makes no second copy.
  await button(runDetail(page), 'Close detail').click();
  await run(page, 'Weekly letter').click();
  await expect(copy).toBeDisabled();
  await button(runDetail(page), 'Done: make').click();
  await expect(copy).toHaveCount(0);
  await expect(run(page, 'Weekly letter')).toContainText('2 of 3 done');
});

test('in production what is done to a run asks for the name of the environment', async ({ page, open }) => {
  await open(`${COPIED}&runs=every&environment=Production#/rotation`);
  await run(page, 'Checkout').click();
  await button(page, 'Continue').click();
  await page.getByLabel('Type Production to confirm').fill('Production');
  await button(dialog(page, 'Continue'), 'Continue').click();
  await expect(run(page, 'Checkout')).toContainText('Done');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the navigation counts the runs that need a person', async ({ page, open }) => {
  await open(EVERY);
  // And, of the same number, the keys that are overdue: one.
  await expect(link(page)).toContainText('5');
  await run(page, 'Tower displays').click();
  await button(page, 'Enter the new key').click();
  await expect(link(page)).toContainText('4');
});

test('several keys are rotated in turn; a cancel begins no further one', async ({ page, open, ask }) => {
  await open(`${COPIED}&slow=rotations.start:400`);
  for (const name of ['Claude Desktop', 'Rakete', 'A very long']) {
    await row(page, name).click({ modifiers: ['Control'] });
  }
  const bar = page.getByRole('toolbar', { name: 'Selected keys' });
  await button(bar, 'Rotate').click();
  const asking = dialog(page, 'Rotate');
  await expect(asking.getByRole('row', { name: 'Claude Desktop' })).toContainText('Needed');
  await button(asking, 'Rotate 3 keys').click();
  await expect(asking.getByText('0 of 3').first()).toBeVisible();
  await button(asking, 'Cancel').click();
  await expect(asking).toContainText('1 key rotated or under way, 2 keys not begun.');
  expect(await ask('rotations.list', undefined)).toHaveLength(1);
});

test('several keys that were all rotated lead to their runs', async ({ page, open }) => {
  await open(COPIED);
  for (const name of ['Rakete', 'A very long']) await row(page, name).click({ modifiers: ['Control'] });
  await button(page.getByRole('toolbar', { name: 'Selected keys' }), 'Rotate').click();
  await button(dialog(page, 'Rotate'), 'Rotate 2 keys').click();
  await page.getByRole('button', { name: 'Show rotations' }).click();
  await expect(page.locator('tr[data-run]')).toHaveCount(2);
});

test('an old value says so, offers nothing but Verify, and its key leads to the run', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&runs=replaced`);
  const old = row(page, 'replaced 2026');
  await expect(old).toContainText('Replaced');
  await old.hover();
  await expect(old.getByRole('button')).toHaveCount(2);
  await old.getByRole('button', { name: 'All actions' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([/Verify/]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Rotating' }).click();
  await expect(runDetail(page)).toContainText('Claude Desktop');
});

test('nothing about an old value can be edited: it goes with it', async ({ page, open }) => {
  await open(`${COPIED}&runs=replaced`);
  const tag = 'assistant';
  const region = page.getByRole('complementary', { name: 'Key detail' });
  await row(page, 'Claude Desktop').first().click();
  await expect(region.getByRole('button', { name: 'Add tag' })).toBeVisible();
  await expect(region.getByRole('button', { name: `Remove tag ${tag}` })).toBeVisible();
  await row(page, 'replaced 2026').click();
  await expect(region.getByText('The old value of a key')).toBeVisible();
  await expect(region.getByText(tag, { exact: true })).toBeVisible();
  await expect(region.getByRole('button', { name: /tag/i })).toHaveCount(0);
  await expect(region.getByRole('textbox')).toHaveCount(0);
  const edit = region.getByRole('button', { name: 'Edit', exact: true });
  await expect(edit).toHaveAttribute('aria-disabled', 'true');
});

test('of two hundred runs that ended the last is one key press away', async ({ page, open }) => {
  await open(`${COPIED}&runs=many#/rotation`);
  await run(page, 'Key number 1').first().focus();
  await page.keyboard.press('End');
  await expect(run(page, 'Key number 200')).toBeFocused();
  await expect(run(page, 'Key number 200')).toBeInViewport();
});

test('a runbook is written without anything being done', async ({ page, open, ask }) => {
  await open(COPIED);
  await rotate(page, 'Claude Desktop');
  await button(page, 'Save runbook').click();
  await expect(page.getByText('Written to /home/ada/Documents/rotation.md', { exact: true })).toBeVisible();
  expect(await ask('rotations.list', undefined)).toEqual([]);
});
