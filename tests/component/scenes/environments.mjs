import { button, COPIED, dialog } from './steps.mjs';

const sidebar = async (page, { narrow }) => {
  if (narrow) await button(page, 'Open navigation').click();
};

const menu = async (page, look, name) => {
  await sidebar(page, look);
  await button(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
};

const choose = async (page, look, name, item) => {
  await menu(page, look, name);
  await page.getByRole('menuitem', { name: item }).click();
  await dialog(page, item).waitFor();
};

const pick = async (page, label, option) => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** The sidebar with few, many and parted environments, and every dialog about one. */
export const environmentScenes = [
  {
    name: 'environment-menu',
    path: COPIED,
    act: (page, look) => menu(page, look, 'Staging'),
  },
  {
    name: 'environments-many',
    path: `${COPIED}&environments=many`,
    act: async (page, look) => {
      await sidebar(page, look);
      await page.getByRole('button', { name: /^Customer 30/ }).waitFor();
    },
  },
  {
    name: 'environments-projects',
    path: `${COPIED}&environments=projects&environment=Billing live`,
    act: async (page, look) => {
      await sidebar(page, look);
      await page.getByRole('heading', { name: 'Accounting' }).waitFor();
    },
  },
  {
    name: 'environment-edit',
    path: COPIED,
    act: (page, look) => choose(page, look, 'Development', 'Edit'),
  },
  {
    name: 'environment-edit-loosened',
    path: COPIED,
    act: async (page, look) => {
      await choose(page, look, 'Production Prod', 'Edit');
      await pick(page, 'Reveal', 'Vault');
      await page.getByLabel('Type Production to confirm').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'environment-edit-wrong',
    path: COPIED,
    act: async (page, look) => {
      await choose(page, look, 'Development', 'Edit');
      await page.getByLabel('Name', { exact: true }).fill('Production');
      await page.getByLabel('Naming pattern').fill('<team> key');
      await button(page, 'Save').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'environment-edit-long',
    path: `${COPIED}&environments=many&fail=environments.edit:not-found`,
    act: async (page, look) => {
      await sidebar(page, look);
      await page.getByRole('button', { name: /^An environment whose/ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await pick(page, 'Rotation', 'Due after 180 days (6 months)');
      await button(page, 'Save').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'environment-duplicate',
    path: COPIED,
    act: (page, look) => choose(page, look, 'Staging', 'Duplicate'),
  },
  {
    name: 'environment-archive',
    path: COPIED,
    act: (page, look) => choose(page, look, 'Development', 'Archive'),
  },
  {
    name: 'environment-archived',
    path: COPIED,
    act: async (page, look) => {
      await choose(page, look, 'Staging', 'Archive');
      await button(page, 'Archive').click();
      await button(page, 'Undo').waitFor();
    },
  },
  {
    name: 'settings-archived',
    path: `${COPIED}&environments=archived#/settings`,
    act: async (page) => {
      await button(page, 'Archived (2)').click();
      await button(page, 'Unarchive').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-projects',
    path: `${COPIED}&environments=projects#/settings`,
    act: async (page) => button(page, 'More for Billing').last().scrollIntoViewIfNeeded(),
  },
];
