import { button, COPIED, dialog, row, still } from './steps.mjs';

const search = async (page, text) => {
  await page.getByRole('searchbox').click();
  await page.keyboard.type(text);
};

const columnsMenu = async (page) => {
  await button(page, 'Columns').click();
  await page.getByRole('menuitemcheckbox', { name: 'Tags' }).waitFor();
};

/** Ticks hidden columns, so that the table is wider than its place. */
const wide = async (page) => {
  await columnsMenu(page);
  for (const name of ['Description', 'Variable', 'Tags', 'Test mode'])
    await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
};

/** The first three rows. */
const pick = async (page) => {
  await still(page);
  await row(page, 'Claude Desktop').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar', { name: 'Selected keys' }).waitFor();
};

const bulk = async (page, verb) => {
  await still(page);
  await row(page, 'Claude Desktop').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button', { name: verb }).click();
  await dialog(page, verb).waitFor();
};

const edit = async (page, text) => {
  await row(page, 'Claude Desktop').focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Name' });
  await field.waitFor();
  await field.fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
};

/** The rack as a table: its columns, its search, and what is done with several keys. */
export const rackScenes = [
  { name: 'rack-compact', path: `${COPIED}&keys=10000&density=compact`, act: still },
  { name: 'rack-hostile', path: `${COPIED}&hostile`, act: wide },
  { name: 'rack-columns-menu', path: COPIED, act: columnsMenu },
  {
    name: 'rack-column-menu',
    path: COPIED,
    act: async (page) => {
      await button(page, 'Status').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
    },
  },
  {
    name: 'rack-wide',
    path: COPIED,
    act: async (page) => {
      await wide(page);
      await page.locator('table').evaluate((table) => table.parentElement.scrollBy(260, 0));
    },
  },
  {
    name: 'rack-completing',
    path: COPIED,
    act: async (page) => {
      await search(page, 'claude s');
      await page.getByRole('option', { name: 'status:' }).waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'rack-completing-value',
    path: COPIED,
    act: async (page) => {
      await search(page, 'status:re');
      await page.getByRole('option', { name: 'revoked' }).waitFor();
    },
  },
  {
    name: 'rack-search-unreadable',
    path: COPIED,
    act: async (page) => {
      await search(page, 'unused:6m');
      await page.getByText('cannot be read').first().waitFor();
    },
  },
  {
    name: 'rack-search-key',
    path: COPIED,
    act: async (page) => {
      await page.getByRole('searchbox').fill('pg_live_8f2Kq0wZ9aLmN3xT');
      await page.getByText('looked like a whole key').waitFor();
    },
  },
  {
    name: 'search-menu',
    path: COPIED,
    act: async (page) => {
      await search(page, 'status:revoked');
      await button(page, 'Searches').click();
      await page.getByRole('menuitem', { name: 'Save search' }).waitFor();
    },
  },
  {
    name: 'save-search',
    path: COPIED,
    act: async (page) => {
      await search(page, 'status:revoked unused:90d');
      await button(page, 'Searches').click();
      await page.getByRole('menuitem', { name: 'Save search' }).click();
      await dialog(page, 'Save search').getByRole('button', { name: 'Save search' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'saved-searches',
    path: COPIED,
    act: async (page) => {
      for (const [text, name] of [
        ['status:revoked unused:90d', 'Dead and unused'],
        ['expires:30d env:prod', 'Expires soon in production'],
      ]) {
        await button(page, 'Clear search').or(page.getByRole('searchbox')).first().click();
        await page.getByRole('searchbox').fill(text);
        await button(page, 'Searches').click();
        await page.getByRole('menuitem', { name: 'Save search' }).click();
        await dialog(page, 'Save search').getByLabel('Name').fill(name);
        await page.keyboard.press('Enter');
        await dialog(page, 'Save search').waitFor({ state: 'hidden' });
      }
      await button(page, 'Searches').click();
      await page.getByRole('menuitem', { name: 'Saved searches' }).click();
      await dialog(page, 'Saved searches').waitFor();
    },
  },
  {
    name: 'search-help',
    path: COPIED,
    act: async (page) => {
      await button(page, 'Searches').click();
      await page.getByRole('menuitem', { name: 'How to search' }).click();
      await dialog(page, 'How to search').waitFor();
    },
  },
  { name: 'rack-picked', path: COPIED, act: pick },
  {
    name: 'rack-context-menu',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').focus();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Revoke' }).waitFor();
    },
  },
  { name: 'rack-edit-name', path: `${COPIED}&fail=keys.edit:network`, act: (page) => edit(page, 'Renamed') },
  { name: 'rack-edit-long', path: COPIED, act: (page) => edit(page, 'long '.repeat(40)) },
  {
    name: 'bulk-revoke',
    path: `${COPIED}&environment=none`,
    act: async (page) => {
      await bulk(page, 'Revoke');
      await page.getByLabel('Type Production to confirm').waitFor();
    },
  },
  {
    name: 'bulk-running',
    path: `${COPIED}&slow=keys.act:forever`,
    act: async (page) => {
      await bulk(page, 'Disable');
      await dialog(page, 'Disable')
        .getByRole('button', { name: /^Disable \d/ })
        .click();
      await page.getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'bulk-failed',
    path: `${COPIED}&fail=keys.act:network`,
    act: async (page) => {
      await bulk(page, 'Revoke');
      await dialog(page, 'Revoke')
        .getByRole('button', { name: /^Revoke \d/ })
        .click();
      await button(page, 'Try again').waitFor();
    },
  },
];
