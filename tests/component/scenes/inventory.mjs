import { button, COPIED, dialog } from './steps.mjs';

const shown = async (page) => {
  const heading = page.getByRole('heading', { name: 'Inventory' });
  await heading.waitFor();
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
const group = async (page, name) => {
  const heading = page.getByRole('heading', { name, exact: true });
  await heading.waitFor();
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};

/** What does not fit between services, storage and disk. */
export const inventoryScenes = [
  {
    name: 'inventory',
    path: `${COPIED}&inventory=full#/targets`,
    act: (page) => group(page, 'Orphans').then(() => shown(page)),
  },
  { name: 'inventory-more', path: `${COPIED}&inventory=full#/targets`, act: (page) => group(page, 'Shared') },
  {
    name: 'inventory-everywhere',
    path: `${COPIED}&inventory=full&environment=none#/targets`,
    act: (page) => group(page, 'Shared'),
  },
  {
    name: 'inventory-nothing',
    path: `${COPIED}&inventory=none#/targets`,
    act: async (page) => {
      await page.getByText('Nothing to mend').waitFor();
      await shown(page);
    },
  },
  {
    name: 'inventory-loading',
    path: `${COPIED}&slow=inventory.list:forever#/targets`,
    act: shown,
  },
  {
    name: 'inventory-failed',
    path: `${COPIED}&fail=inventory.list:home-failed#/targets`,
    act: async (page) => {
      await page.getByRole('alert').waitFor();
      await shown(page);
    },
  },
  {
    name: 'inventory-limits',
    path: `${COPIED}&inventory=limits#/targets`,
    act: async (page) => {
      await button(page, '2 files not looked through').click();
      await shown(page);
    },
  },
  {
    name: 'inventory-long',
    path: `${COPIED}&inventory=long#/targets`,
    act: (page) => group(page, 'Strays').then(() => shown(page)),
  },
  {
    name: 'inventory-many',
    path: `${COPIED}&inventory=many&keys=900#/targets`,
    act: async (page) => {
      await button(page, 'Show all 300').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'inventory-header',
    path: `${COPIED}&inventory=full#/targets`,
    act: (page) => page.getByRole('button', { name: /to mend$/ }).waitFor(),
  },
  {
    name: 'inventory-adopting',
    path: `${COPIED}&inventory=full&files=held#/targets`,
    act: async (page) => {
      await button(page, 'Adopt Claude Desktop, CONTACTS_API_KEY').click();
      await dialog(page, 'Adopt').getByText('The value is a key already').waitFor();
    },
  },
  {
    name: 'inventory-entering',
    path: `${COPIED}&inventory=full&fail=keys.enter:same-value-elsewhere#/targets`,
    act: async (page) => {
      await button(page, 'Enter it Made in the console').click();
      await page.getByRole('alert').waitFor();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
];
