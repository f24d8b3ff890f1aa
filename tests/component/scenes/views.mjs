import { button, COPIED, choose, dialog, dismiss, exporting, exportingToCode, row } from './steps.mjs';

/** Deleting, the other views, the first run, and the small windows. */
export const viewScenes = [
  {
    name: 'export-refused',
    path: `${COPIED}&fail=targets.plan:file-refused`,
    act: async (page) => {
      await row(page, 'Claude Desktop').hover();
      await row(page, 'Claude Desktop').getByRole('button', { name: 'Export' }).click();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-targets',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('combobox', { name: 'Target', exact: true }).click();
      await page.getByRole('group', { name: 'API clients' }).waitFor();
    },
  },
  {
    name: 'export-reference',
    path: COPIED,
    act: async (page) => {
      await exportingToCode(page);
      await page.getByRole('radio', { name: 'Environment variable' }).click();
      await page.getByText('Start it by').waitFor();
    },
  },
  {
    name: 'export-url',
    path: COPIED,
    act: async (page) => {
      await exportingToCode(page);
      await choose(page, 'Reached by', 'A URL');
      await page.getByLabel('URL', { exact: true }).fill('https://mcp.example.com/mcp');
      await choose(page, 'Scope', 'One project');
      await page.getByLabel('File', { exact: true }).fill('/home/ada/project/.mcp.json');
      await page.getByText('"url": "https://mcp.example.com/mcp"').waitFor();
    },
  },
  {
    name: 'export-ignored',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('radio', { name: 'Value in the file' }).click();
      await page.getByRole('checkbox', { name: 'Keep the file out of git' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-servers',
    path: '/?stage=four-services',
    act: async (page) => {
      await row(page, 'MCP Claude Desktop').hover();
      await row(page, 'MCP Claude Desktop').getByRole('button', { name: 'Export' }).click();
      await choose(page, 'Server', 'mcp-edr');
      await page.getByRole('checkbox', { name: 'Debug logging' }).click();
      await page.getByLabel('UNIZO_BASE_URL', { exact: true }).fill('http://api.unizo.ai');
      await button(page, 'Add a variable').click();
      await page.getByLabel('UNIZO_BASE_URL', { exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'exported-toast',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await button(page, 'Export').click();
      await button(page, 'Undo').waitFor();
    },
  },
  {
    name: 'delete',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').hover();
      await row(page, 'Claude Desktop').getByRole('button', { name: 'Delete' }).click();
      await dialog(page, 'Delete').waitFor();
    },
  },
  {
    name: 'delete-production',
    path: `${COPIED}&environment=Production`,
    act: async (page) => {
      await row(page, 'Checkout').hover();
      await row(page, 'Checkout').getByRole('button', { name: 'Delete' }).click();
      await page.getByLabel('Type Production to confirm').waitFor();
    },
  },
  {
    name: 'add-key',
    path: COPIED,
    act: async (page) => {
      await button(page, 'More').click();
      await page.getByRole('menuitem', { name: 'Add key' }).click();
      await dialog(page, 'Add key').waitFor();
    },
  },
  {
    name: 'targets',
    path: `${COPIED}#/targets`,
    act: async (page) => page.getByRole('table', { name: 'Deliveries' }).waitFor(),
  },
  {
    name: 'targets-drifted',
    path: `${COPIED}&drift=missing#/targets`,
    act: (page) => button(page, 'Restore').waitFor(),
  },
  {
    name: 'restore',
    path: `${COPIED}&drift=changed#/targets`,
    act: async (page) => {
      await button(page, 'Restore').click();
      await page.getByRole('region', { name: 'Changes', exact: true }).getByText('exec').first().waitFor();
    },
  },
  {
    name: 'restore-running',
    path: `${COPIED}&drift=missing#/targets`,
    act: async (page) => {
      await button(page, 'Restore').click();
      await page.getByText('Quit it first').waitFor();
    },
  },
  {
    name: 'targets-testing',
    path: `${COPIED}&slow=targets.test:forever#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await button(page, 'Cancel').waitFor();
    },
  },
  {
    name: 'targets-tested',
    path: `${COPIED}#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByText('Works', { exact: true }).waitFor();
    },
  },
  {
    name: 'targets-test-failed',
    path: `${COPIED}&drift=missing#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByText('Does not work').waitFor();
    },
  },
  {
    name: 'targets-test-locked',
    path: `${COPIED}&fail=targets.test:storage-locked#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'targets-files',
    path: `${COPIED}&files#/targets`,
    act: async (page) => button(page, 'Delete file').waitFor(),
  },
  { name: 'targets-empty', path: '/?stage=nothing-delivered#/targets', act: dismiss },
  {
    name: 'new-environment',
    path: `${COPIED}`,
    act: async (page, { narrow }) => {
      if (narrow) await button(page, 'Open navigation').click();
      await button(page, 'New environment').click();
      await page.getByRole('combobox', { name: 'Stage' }).click();
      await page.getByRole('option', { name: 'Production' }).waitFor();
    },
  },
  {
    name: 'name-taken',
    path: `${COPIED}`,
    act: async (page, { narrow }) => {
      if (narrow) await button(page, 'Open navigation').click();
      await button(page, 'New environment').click();
      await page.getByLabel('Name').fill('Production');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'sidebar',
    path: `${COPIED}&storage=unavailable`,
    act: async (page, { narrow }) => {
      if (narrow) await button(page, 'Open navigation').click();
      await page.getByRole('status', { name: 'Storage' }).waitFor();
    },
  },
  {
    name: 'setup-storage',
    path: '/?stage=first-run',
    act: async (page) => button(page, 'Continue').waitFor(),
  },
  {
    name: 'setup-no-keychain',
    path: '/?stage=first-run&storage=unavailable',
    act: async (page) => button(page, 'Continue').waitFor(),
  },
  {
    name: 'setup-storage-closed',
    path: '/?stage=first-run&fail=storage.choose:audit-key-closed',
    act: async (page) => {
      await button(page, 'Continue').click();
      await button(page, 'Go on without the key of the audit').waitFor();
    },
  },
  {
    name: 'setup-environments',
    path: '/?stage=first-run',
    act: async (page) => {
      await button(page, 'Continue').click();
      await button(page, 'Create environments').waitFor();
    },
  },
  {
    name: 'setup-connection',
    path: '/?stage=first-run',
    act: async (page) => {
      await button(page, 'Continue').click();
      await button(page, 'Create environments').click();
      await button(page, 'Add connection').waitFor();
    },
  },
  {
    name: 'setup-done',
    path: '/?stage=first-run',
    act: async (page) => {
      await button(page, 'Continue').click();
      await button(page, 'Create environments').click();
      await button(page, 'Add connection').click();
      await dialog(page, 'New key').waitFor();
    },
  },
  {
    name: 'sample',
    path: '/?stage=sample',
    act: async (page) => button(page, 'Remove sample data').waitFor(),
  },
  {
    name: 'sample-settings',
    path: '/?stage=sample#/settings',
    act: async (page) => button(page, 'Remove sample data').scrollIntoViewIfNeeded(),
  },
  {
    name: 'sample-delivered',
    path: '/?stage=sample-delivered',
    act: async (page) => {
      await button(page, 'Remove sample data').click();
      await dialog(page, 'Remove sample data').waitFor();
    },
  },
  {
    name: 'sample-failed',
    path: '/?stage=sample&fail=samples.clear:network',
    act: async (page) => {
      await button(page, 'Remove sample data').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'window-reveal',
    path: '/renderer/reveal.html',
    act: async (page) => page.getByRole('textbox', { name: 'Secret' }).waitFor(),
  },
  {
    name: 'window-reveal-long',
    path: `/renderer/reveal.html?secret=${'0O1lI8B5S2Z_'.repeat(40)}`,
    act: async (page) => page.getByRole('textbox', { name: 'Secret' }).waitFor(),
  },
  {
    name: 'window-reveal-spent',
    path: '/renderer/reveal.html?spent',
    act: async (page) => page.getByRole('alert').waitFor(),
  },
  {
    name: 'window-entry',
    path: '/renderer/entry.html',
    act: async (page) => button(page, 'Save secret').waitFor(),
  },
  {
    name: 'window-passphrase',
    path: '/renderer/entry.html?kind=passphrase&wrong',
    act: async (page) => {
      await page.getByLabel('Passphrase').fill('something');
      await page.keyboard.press('Enter');
      await page.getByText('not the passphrase').waitFor();
    },
  },
  {
    name: 'window-new-passphrase',
    path: '/renderer/entry.html?kind=new-passphrase',
    act: async (page) => {
      await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
      await page.keyboard.press('Enter');
      await page.getByText('differ').waitFor();
    },
  },
];
