/** Every view and dialog, and the way to it. `path` says by its query what the fake bridge answers. */
const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page, name) => page.getByRole('dialog', { name });

const still = async (page) => {
  await page.getByRole('table', { name: 'Keys' }).waitFor();
};

const dismiss = async (page) => {
  await dialog(page, 'Key created').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Keep for later').click();
};

const row = (page, name) => page.getByRole('row', { name });

const newKey = async (page) => {
  await button(page, 'New key').click();
  await dialog(page, 'New key').waitFor();
};

const submitKey = async (page) => {
  await newKey(page);
  await page.getByLabel('Name').fill('Weekly report');
  await button(page, 'Create key').click();
};

const exporting = async (page) => {
  await row(page, 'Claude Desktop').hover();
  await row(page, 'Claude Desktop').getByRole('button', { name: 'Export' }).click();
  await page.getByRole('region', { name: 'Changes' }).getByText('playground-dev').waitFor();
};

const COPIED = '/?stage=all-copied';

export const scenes = [
  { name: 'rack', path: COPIED, act: still },
  { name: 'rack-hover', path: COPIED, act: async (page) => row(page, 'Zapier Mailchimp').hover() },
  { name: 'rack-all', path: `${COPIED}&environment=none`, act: still },
  { name: 'rack-production', path: `${COPIED}&environment=Production`, act: still },
  { name: 'rack-many', path: `${COPIED}&keys=10000`, act: still },
  { name: 'rack-uncopied', path: '/', act: dismiss },
  {
    name: 'rack-loading',
    path: '/?slow=keys.list:forever',
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
  {
    name: 'detail',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await page
        .getByRole('complementary', { name: 'Key detail' })
        .getByRole('button', { name: 'Verify' })
        .click();
      await page.getByText('accepts this key').waitFor();
    },
  },
  { name: 'detail-long', path: COPIED, act: async (page) => row(page, 'A very long name').click() },
  { name: 'detail-orphan', path: COPIED, act: async (page) => row(page, 'CI lost on the way').click() },
  {
    name: 'detail-problem',
    path: `${COPIED}&fail=keys.verify:network`,
    act: async (page) => {
      await row(page, 'Claude Desktop').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('v');
      await page.getByRole('alert').waitFor();
    },
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
    name: 'export-changes',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('radio', { name: 'Value in the file' }).click();
      await page.getByText('every backup').waitFor();
      await page.getByText('only you can read it').scrollIntoViewIfNeeded();
    },
  },
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
  { name: 'targets-empty', path: '/?stage=nothing-delivered#/targets', act: dismiss },
  {
    name: 'connections',
    path: `${COPIED}#/connections`,
    act: async (page) => {
      await button(page, 'Test').click();
      await page.getByText('answered in 3 ms').waitFor();
    },
  },
  {
    name: 'add-connection',
    path: `${COPIED}#/connections`,
    act: async (page) => {
      await button(page, 'Add connection').click();
      await page.getByRole('radio', { name: 'Unizo' }).click();
    },
  },
  {
    name: 'remove-connection',
    path: `${COPIED}#/connections`,
    act: async (page) => {
      await button(page, 'Remove').click();
      await dialog(page, 'Remove').waitFor();
    },
  },
  {
    name: 'settings',
    path: `${COPIED}#/settings`,
    act: async (page) => page.getByRole('heading', { name: 'Appearance' }).waitFor(),
  },
  {
    name: 'settings-locked',
    path: `${COPIED}&storage=locked#/settings`,
    act: async (page) => page.getByRole('heading', { name: 'Appearance' }).waitFor(),
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
      await button(page, 'New key').waitFor();
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
