import {
  button,
  COPIED,
  choose,
  dialog,
  dismiss,
  exporting,
  newKey,
  row,
  still,
  submitKey,
} from './steps.mjs';

/** The rack, and what is done with a key. */
export const keyScenes = [
  { name: 'rack', path: COPIED, act: still },
  { name: 'rack-hover', path: COPIED, act: async (page) => row(page, 'Zapier Mailchimp').hover() },
  { name: 'rack-all', path: `${COPIED}&environment=none`, act: still },
  { name: 'rack-production', path: `${COPIED}&environment=Production`, act: still },
  { name: 'rack-many', path: `${COPIED}&keys=10000`, act: still },
  { name: 'rack-uncopied', path: '/', act: dismiss },
  {
    name: 'rack-loading',
    path: '/?slow=keys.list:forever&slow=keys.newest:forever',
    act: async (page) => page.getByRole('status', { name: 'Loading keys' }).waitFor(),
  },
  {
    name: 'rack-failed',
    path: '/?fail=keys.list:home-failed',
    act: async (page) => page.getByRole('alert').waitFor(),
  },
  {
    name: 'rack-empty',
    path: '/?stage=no-keys',
    act: async (page) => button(page, 'New key').or(button(page, 'Skip for now')).waitFor(),
  },
  {
    name: 'rack-nothing-fits',
    path: COPIED,
    act: async (page) => page.getByRole('searchbox').fill('no such key'),
  },
  { name: 'new-key', path: COPIED, act: newKey },
  {
    name: 'new-key-all-scopes',
    path: COPIED,
    act: async (page) => {
      await newKey(page);
      for (const scope of ['contacts:write', 'contacts:delete', 'webhooks:manage'])
        await page.getByRole('checkbox', { name: scope }).check();
      await page.getByText('Everything is ticked').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-key-tool',
    path: COPIED,
    act: async (page) => {
      await newKey(page);
      await page.getByRole('radio', { name: 'Claude Desktop' }).click();
      await page.getByLabel('Purpose').fill('Contacts');
    },
  },
  {
    name: 'new-key-end',
    path: COPIED,
    act: async (page) => {
      await newKey(page);
      await page.getByLabel('Tags').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-key-many-scopes',
    path: `${COPIED}&scopes=1000`,
    act: async (page) => {
      await newKey(page);
      await page.getByLabel('Filter').fill('area 7 write');
      await page
        .getByRole('checkbox', { name: /area-7/ })
        .first()
        .check();
      await page.getByText('1,000 ticked').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-key-no-scope-fits',
    path: `${COPIED}&scopes=40`,
    act: async (page) => {
      await newKey(page);
      await page.getByLabel('Filter').fill('nothing like it');
      await page.getByText('No scope fits').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-key-for-another-tool',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByLabel('File', { exact: true }).fill('/home/ada/other.json');
      await button(page, 'Make a new key for this tool').click();
      await page.getByText('for another tool').waitFor();
    },
  },
  {
    name: 'export-second-tool',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByLabel('File', { exact: true }).fill('/home/ada/other.json');
      await button(page, 'Use this key all the same').waitFor();
    },
  },
  {
    name: 'key-created-for-a-tool',
    path: COPIED,
    act: async (page) => {
      await newKey(page);
      await page.getByRole('radio', { name: 'Claude Desktop' }).click();
      await button(page, 'Create key').click();
      await button(page, 'Export to Claude Desktop').waitFor();
    },
  },
  {
    name: 'new-key-empty-name',
    path: COPIED,
    act: async (page) => {
      await newKey(page);
      await button(page, 'Create key').click();
      await page.getByText('Enter a name.').waitFor();
    },
  },
  {
    name: 'new-key-network',
    path: `${COPIED}&fail=keys.create:network`,
    act: async (page) => {
      await submitKey(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'new-key-lost',
    path: `${COPIED}&fail=keys.create:outcome-unknown`,
    act: async (page) => {
      await submitKey(page);
      await button(page, 'Revoke and create again').waitFor();
    },
  },
  {
    name: 'new-key-slow',
    path: `${COPIED}&slow=keys.create:forever`,
    act: async (page) => {
      await submitKey(page);
      await page.getByText('cannot be taken back').waitFor();
    },
  },
  {
    name: 'key-created',
    path: COPIED,
    act: async (page) => {
      await submitKey(page);
      await dialog(page, 'Key created').waitFor();
      await button(page, 'Copy key').click();
      await page.getByText(/Clipboard clears in/).waitFor();
    },
  },
  {
    name: 'key-created-several',
    path: '/?stage=several',
    act: async (page) => dialog(page, 'Key created').waitFor(),
  },
  {
    name: 'key-created-leaving',
    path: '/',
    act: async (page) => {
      await dialog(page, 'Key created').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Keep it for later?').waitFor();
    },
  },
  { name: 'export', path: COPIED, act: exporting },
  {
    name: 'export-files',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await choose(page, 'Target', 'n8n');
      await page.getByText('workflow.json').first().waitFor();
    },
  },
  {
    name: 'export-files-query',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await choose(page, 'Target', 'n8n');
      await choose(page, 'Key stands in', 'The query');
      await page.getByLabel('Query parameter').fill('api_key');
      await page.getByText('workflow.json').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-store',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await choose(page, 'Target', 'GitHub Actions');
      await page.getByLabel('Repository').fill('acme-corporation/orders-of-the-whole-company:production');
      await page.getByText('GitHub gives no value back').waitFor();
    },
  },
  {
    name: 'export-changes',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('radio', { name: 'Value in the file' }).click();
      await page.getByText('every backup').waitFor();
      await page.getByText('only you can read it').scrollIntoViewIfNeeded();
    },
  },
];
