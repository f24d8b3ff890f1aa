import { button, COPIED, dialog, row } from './steps.mjs';

/** Deleting, the other views, the first run, and the small windows. */
export const viewScenes = [
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
