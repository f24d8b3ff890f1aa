import { button, detail, dialog, row } from './steps.mjs';

const FOUR = '/?stage=four-services';

const inDetail = async (page, key, action) => {
  await row(page, key).click();
  await detail(page).getByRole('button', { name: action, exact: true }).click();
};

const newKeyOf = async (page, connection) => {
  await button(page, 'New key').click();
  await dialog(page, 'New key').waitFor();
  await page.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: connection }).click();
};

const bySteps = async (page, connection) => {
  await newKeyOf(page, connection);
  await page.getByLabel('Name', { exact: true }).fill('Weekly report');
  await button(page, 'Continue').click();
  await button(page, 'Enter the key').waitFor();
};

/** Every operation on a key, as the four services offer it. */
export const operationScenes = [
  {
    name: 'rack-four',
    path: FOUR,
    act: async (page) => row(page, 'Front desk tablets').waitFor(),
  },
  {
    name: 'row-menu',
    path: FOUR,
    act: async (page) => {
      await row(page, 'Make - Mailchimp').hover();
      await row(page, 'Make - Mailchimp').getByRole('button', { name: 'All actions' }).click();
      await page.getByRole('menuitem', { name: 'Revoke' }).waitFor();
      await page.getByRole('menuitem', { name: 'Regenerate' }).hover();
    },
  },
  {
    name: 'row-menu-not-held',
    path: FOUR,
    act: async (page) => {
      await row(page, 'Zapier export').hover();
      await row(page, 'Zapier export').getByRole('button', { name: 'All actions' }).click();
      await page.getByRole('menuitem', { name: 'Replace lost key' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'row-menu-by-keyboard',
    path: FOUR,
    act: async (page) => {
      await row(page, 'Make - Mailchimp').focus();
      const all = row(page, 'Make - Mailchimp').locator('button[aria-label="All actions"]:focus');
      for (let stop = 0; stop < 12 && (await all.count()) === 0; stop += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await all.waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('menu').waitFor();
      const edit = page.locator('[role="menuitem"]:focus', { hasText: 'Edit' });
      while ((await edit.count()) === 0) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await dialog(page, 'Edit').waitFor();
      await page.keyboard.press('Escape');
      await row(page, 'Make - Mailchimp').locator('button[aria-label="All actions"]:focus').waitFor();
    },
  },
  { name: 'detail-unizo', path: FOUR, act: async (page) => row(page, 'MCP Claude').click() },
  { name: 'detail-not-held', path: FOUR, act: async (page) => row(page, 'Backend Service').click() },
  { name: 'detail-ghost', path: FOUR, act: async (page) => row(page, 'Old CRM').click() },
  { name: 'detail-inactive', path: FOUR, act: async (page) => row(page, 'Door displays').click() },
  {
    name: 'detail-asked',
    path: FOUR,
    act: async (page) => {
      await row(page, 'Nightly scanner').click();
      await button(page, 'Alerts').click();
      await page.getByLabel('More than').fill('1000');
      await button(page, 'Add alert').click();
      await page.getByText('api_requests').waitFor();
      await button(page, 'Usage').click();
      await page.getByRole('status').filter({ hasText: 'request' }).waitFor();
      await button(page, 'Use this key').click();
      await page.getByRole('tab', { name: 'curl' }).waitFor();
      await page.getByText('api_requests').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'verify-refused',
    path: `${FOUR}&verdict=expired`,
    act: async (page) => {
      await inDetail(page, 'Make - Mailchimp', 'Verify');
      await page.getByText('Regenerate').last().waitFor();
    },
  },
  { name: 'revoke-guided', path: FOUR, act: async (page) => inDetail(page, 'pg_live_8f2K', 'Revoke') },
  {
    name: 'revoke-production',
    path: `${FOUR}&environment=Production`,
    act: async (page) => {
      await inDetail(page, 'Accounting export', 'Revoke');
      await page.getByLabel('Type Production').waitFor();
    },
  },
  { name: 'regenerate', path: FOUR, act: async (page) => inDetail(page, 'Nightly scanner', 'Regenerate') },
  {
    name: 'disable',
    path: '/?stage=all-copied',
    act: async (page) => inDetail(page, 'Claude Desktop', 'Disable'),
  },
  { name: 'delete-guided', path: FOUR, act: async (page) => inDetail(page, 'Make - Mailchimp', 'Delete') },
  { name: 'delete-ghost', path: FOUR, act: async (page) => inDetail(page, 'Old CRM', 'Delete') },
  {
    name: 'act-consequences-failed',
    path: `${FOUR}&fail=keys.consequences:home-failed`,
    act: async (page) => {
      await inDetail(page, 'Make - Mailchimp', 'Revoke');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'edit', path: FOUR, act: async (page) => inDetail(page, 'MCP Claude', 'Edit') },
  {
    name: 'edit-wrong-ip',
    path: FOUR,
    act: async (page) => {
      await inDetail(page, 'MCP Claude', 'Edit');
      await page.getByLabel('Allowed IPs').fill('203.0.113.7\n300.1.2.3\nexample.com');
      await button(page, 'Save').click();
      await page.getByText('No address and no range').waitFor();
    },
  },
  {
    name: 'edit-guided',
    path: FOUR,
    act: async (page) => {
      await inDetail(page, 'MCP Claude', 'Edit');
      await page.getByLabel('Allowed IPs').fill('203.0.113.7');
      await button(page, 'Save').click();
      await button(page, 'I have done this').waitFor();
    },
  },
  { name: 'edit-fixed-name', path: FOUR, act: async (page) => inDetail(page, 'Make - Mailchimp', 'Edit') },
  {
    name: 'change-scopes',
    path: '/?stage=all-copied',
    act: async (page) => {
      await inDetail(page, 'Claude Desktop', 'Change scopes');
      await page.getByRole('checkbox', { name: 'contacts:write' }).check();
    },
  },
  {
    name: 'change-scopes-rotated',
    path: FOUR,
    act: async (page) => {
      await inDetail(page, 'Front desk', 'Change scopes');
      await page.getByRole('checkbox', { name: 'plan:read' }).check();
      await button(dialog(page, 'Change scopes'), 'Rehearse').waitFor();
    },
  },
  {
    name: 'replace-lost',
    path: FOUR,
    act: async (page) => {
      await inDetail(page, 'Zapier export', 'Replace lost key');
      await dialog(page, 'Replace lost key').waitFor();
    },
  },
  {
    name: 'replaced-left',
    path: '/?stage=all-copied',
    act: async (page) => {
      await inDetail(page, 'Claude Desktop', 'Regenerate');
      await dialog(page, 'Regenerate').getByRole('button', { name: 'Regenerate' }).click();
      await dialog(page, 'Key created').waitFor();
    },
  },
  { name: 'new-key-unlockos', path: FOUR, act: async (page) => newKeyOf(page, 'UnlockOS') },
  {
    name: 'new-key-naming',
    path: FOUR,
    act: async (page) => {
      await newKeyOf(page, 'UGC Inc');
      await button(page, 'Mobile App Key').click();
    },
  },
  { name: 'new-key-inferred', path: FOUR, act: async (page) => newKeyOf(page, 'Unizo, inferred') },
  {
    name: 'new-key-connections',
    path: FOUR,
    act: async (page) => {
      await button(page, 'New key').click();
      await page.getByRole('combobox', { name: 'Connection' }).click();
      await page.getByRole('option', { name: 'UGC Inc' }).waitFor();
    },
  },
  { name: 'new-key-steps', path: FOUR, act: async (page) => bySteps(page, 'UnlockOS') },
  {
    name: 'new-key-steps-refused',
    path: `${FOUR}&fail=keys.createByHand:unauthorized`,
    act: async (page) => {
      await bySteps(page, 'UnlockOS');
      await button(page, 'Enter the key').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'new-key-steps-back',
    path: FOUR,
    act: async (page) => {
      await bySteps(page, 'UnlockOS');
      await page.getByLabel('Rate limit').fill('120 requests a minute');
      await button(page, 'Back').click();
      await button(page, 'Continue').click();
      await page.getByRole('textbox', { name: 'Rate limit' }).waitFor();
      if ((await page.getByLabel('Rate limit').inputValue()) === '')
        throw new Error('Back lost what was typed');
      await button(page, 'Back').click();
      if ((await page.getByLabel('Name', { exact: true }).inputValue()) !== 'Weekly report')
        throw new Error('Back lost the name');
    },
  },
  {
    name: 'new-key-test-mode-production',
    path: '/?stage=all-copied&environment=Production',
    act: async (page) => {
      await button(page, 'New key').click();
      await page.getByText('refused in production').scrollIntoViewIfNeeded();
    },
  },
];
