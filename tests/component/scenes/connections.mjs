import { button, COPIED, dialog } from './steps.mjs';

const HERE = `${COPIED}#/connections`;
const rowOf = (page, name) => page.getByRole('row', { name });
const more = async (page, name, item) => {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const tab = (page, name) => page.getByRole('tab', { name }).click();
const adding = async (page) => {
  await button(page, 'Add connection').click();
  await dialog(page, 'Add connection').waitFor();
};
const editing = async (page) => {
  await tab(page, 'Your services');
  await button(page, 'New service').click();
  await page.getByLabel('Description of the service').waitFor();
};

/** Connections: the list, the gallery, settings, diagnosis, try-out, own services, the webhook check. */
export const connectionScenes = [
  {
    name: 'connections',
    path: HERE,
    act: async (page) => {
      await rowOf(page, 'Playground').getByRole('button', { name: 'Test' }).click();
      await page.getByText('answered in 3 ms').waitFor();
      await rowOf(page, 'Acme CRM').getByRole('button', { name: 'Sync' }).click();
      await page.getByText('not held').waitFor();
    },
  },
  {
    name: 'connections-menu',
    path: HERE,
    act: async (page) => page.getByRole('button', { name: 'More actions for Unizo by hand' }).click(),
  },
  {
    name: 'connections-syncing',
    path: `${COPIED}&slow=connections.sync:forever#/connections`,
    act: async (page) => {
      await rowOf(page, 'Unisoft').getByRole('button', { name: 'Sync' }).click();
      await page.getByText('Asking for the first keys').waitFor();
    },
  },
  {
    name: 'connections-sync-failed',
    path: `${COPIED}&fail=connections.sync:unauthorized#/connections`,
    act: async (page) => {
      await rowOf(page, 'Unisoft').getByRole('button', { name: 'Sync' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'connections-loading',
    path: `${COPIED}&slow=connections.list:forever#/connections`,
    act: async (page) => page.getByRole('status', { name: 'Loading connections' }).waitFor(),
  },
  {
    name: 'connections-failed',
    path: `${COPIED}&fail=connections.list:home-failed#/connections`,
    act: async (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'add-connection', path: HERE, act: adding },
  {
    name: 'add-connection-guided',
    path: HERE,
    act: async (page) => {
      await adding(page);
      await page.getByRole('radio', { name: 'Unizo' }).click();
      await button(page, 'Advanced').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'add-connection-placeless',
    path: HERE,
    act: async (page) => {
      await adding(page);
      await page.getByRole('radio', { name: 'UnlockOS' }).click();
      await page.getByRole('radio', { name: 'Inferred API' }).click();
      await button(page, 'Add connection').click();
      await page.getByText('Enter the base URL').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'add-connection-choices',
    path: HERE,
    act: async (page) => {
      await adding(page);
      await page.getByRole('radio', { name: 'Acme CRM' }).click();
      await page.getByRole('combobox', { name: 'Region' }).click();
      await page.getByRole('option', { name: 'eu-west' }).waitFor();
    },
  },
  {
    name: 'add-connection-advanced',
    path: HERE,
    act: async (page) => {
      await adding(page);
      await page.getByRole('radio', { name: 'Unizo' }).click();
      await button(page, 'Advanced').click();
      await page.getByLabel('Proxy URL').fill('proxy:3128');
      await page.getByLabel('Proxy user').fill('ada');
      await page.getByLabel('Base URL').fill('https://proxied.example.com');
      await button(page, 'Add connection').click();
      await page.getByText('http://proxy.example.com:3128').waitFor();
      await button(page, 'Choose a file').click();
      await button(page, 'Clear').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'connection-settings',
    path: HERE,
    act: async (page) => {
      await more(page, 'Unisoft', 'Settings');
      await button(page, 'Paths of the inferred API').click();
      await page.getByLabel('List keys (GET)').fill('api-keys');
      await button(page, 'Save').click();
      await page.getByText('Begin with /').waitFor();
    },
  },
  {
    name: 'connection-settings-placeless',
    path: HERE,
    act: async (page) => more(page, 'UnlockOS', 'Settings'),
  },
  {
    name: 'connection-settings-first-address',
    path: HERE,
    act: async (page) => {
      await more(page, 'UnlockOS', 'Settings');
      await page.getByRole('radio', { name: 'Inferred API' }).click();
      await button(page, 'Save').click();
      await page.getByText('Enter the base URL').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'connection-settings-custom',
    path: HERE,
    act: async (page) => {
      await more(page, 'Acme CRM', 'Settings');
      await button(page, 'Advanced').click();
    },
  },
  {
    name: 'show-in-rack',
    path: HERE,
    act: async (page) => {
      await rowOf(page, 'Playground').getByRole('button', { name: 'Sync' }).click();
      await button(page, 'Show in rack').press('Enter');
      await page.getByRole('searchbox').waitFor();
    },
  },
  {
    name: 'diagnose-keyboard',
    path: HERE,
    act: async (page) => {
      await page.getByRole('button', { name: 'More actions for Unisoft' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Diagnose' }).press('Enter');
      await page.getByText('does not accept the credential').waitFor();
    },
  },
  {
    name: 'diagnose',
    path: HERE,
    act: async (page) => {
      await more(page, 'Unisoft', 'Diagnose');
      await page.getByText('does not accept the credential').waitFor();
    },
  },
  {
    name: 'diagnose-running',
    path: `${COPIED}&slow=connections.diagnose:forever#/connections`,
    act: async (page) => {
      await more(page, 'Unisoft', 'Diagnose');
      await page.getByText('Checking the way').waitFor();
    },
  },
  {
    name: 'try-it',
    path: HERE,
    act: async (page) => {
      await more(page, 'Unisoft', 'Try it');
      await button(page, 'Send').click();
      await page.getByText('One key read').waitFor();
    },
  },
  {
    name: 'try-it-changing',
    path: HERE,
    act: async (page) => {
      await more(page, 'Playground', 'Try it');
      await page.getByRole('combobox', { name: 'Operation' }).click();
      await page.getByRole('option', { name: 'Delete a key' }).click();
      await page.getByText('never sent from here').waitFor();
    },
  },
  {
    name: 'remove-connection',
    path: HERE,
    act: async (page) => {
      await more(page, 'Playground', 'Remove');
      await dialog(page, 'Remove').waitFor();
    },
  },
  { name: 'services', path: HERE, act: async (page) => tab(page, 'Your services') },
  {
    name: 'services-empty',
    path: `${COPIED}&services=none#/connections`,
    act: async (page) => {
      await tab(page, 'Your services');
      await page.getByText('No service of your own yet').waitFor();
    },
  },
  {
    name: 'service-new',
    path: HERE,
    act: async (page) => {
      await editing(page);
      await page.getByLabel('Name', { exact: true }).fill('Acme CRM');
      await page.getByText('to mend').first().waitFor();
    },
  },
  {
    name: 'service-valid',
    path: HERE,
    act: async (page) => {
      await tab(page, 'Your services');
      await button(page, 'Edit').click();
      await page.getByText('This can be used.').waitFor();
    },
  },
  {
    name: 'service-broken',
    path: HERE,
    act: async (page) => {
      await editing(page);
      await page.getByLabel('Description of the service').fill('{\n  "schema": 1,\n  "id": ');
      await page.getByText('This is no JSON').waitFor();
    },
  },
  {
    name: 'remove-service',
    path: HERE,
    act: async (page) => {
      await tab(page, 'Your services');
      await more(page, 'Acme CRM', 'Remove');
      await dialog(page, 'Remove').waitFor();
    },
  },
  {
    name: 'webhook',
    path: HERE,
    act: async (page) => {
      await tab(page, 'Webhook check');
      await page.getByLabel('Payload').fill('{"event":"key.used"}');
      await page.getByLabel('Signature').fill('5f2b');
      await button(page, 'Check signature').click();
      await page.getByText('Not valid').waitFor();
    },
  },
  {
    name: 'webhook-valid',
    path: HERE,
    act: async (page) => {
      await tab(page, 'Webhook check');
      await button(page, 'Choose a file').click();
      await page.getByLabel('Signature').fill('sha256=5f2b');
      await button(page, 'Check signature').click();
      await page.getByText('Valid', { exact: true }).waitFor();
    },
  },
];
