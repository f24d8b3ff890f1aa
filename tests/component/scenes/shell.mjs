import { button, COPIED, dialog, row, still } from './steps.mjs';

const palette = async (page) => {
  await still(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor();
};

const settings = (section) => async (page) => {
  const heading = page.getByRole('heading', { name: section, exact: true });
  await heading.waitFor();
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};

/** What is around the views: the palette, the shortcuts, the lock, and the settings. */
export const shellScenes = [
  { name: 'palette', path: COPIED, act: palette },
  {
    name: 'palette-selected',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await palette(page);
    },
  },
  {
    name: 'palette-found',
    path: `${COPIED}&keys=10000`,
    act: async (page) => {
      await palette(page);
      await page.keyboard.type('cl');
      await page.getByRole('option', { name: 'Claude Desktop' }).first().waitFor();
    },
  },
  {
    name: 'palette-nothing',
    path: COPIED,
    act: async (page) => {
      await palette(page);
      await page.keyboard.type('qqqq');
      await page.getByText('Nothing fits.').waitFor();
    },
  },
  {
    name: 'palette-copy',
    path: COPIED,
    act: async (page) => {
      await palette(page);
      await page.keyboard.type('copy a key');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: 'Copy a key' }).waitFor();
    },
  },
  {
    name: 'cheat-sheet',
    path: COPIED,
    act: async (page) => {
      await still(page);
      await page.keyboard.press('?');
      await dialog(page, 'Keyboard shortcuts').waitFor();
    },
  },
  {
    name: 'locked',
    path: `${COPIED}&storage=app-locked`,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await page.getByText('anyone at this keyboard').waitFor();
    },
  },
  {
    name: 'locked-palette',
    path: `${COPIED}&storage=app-locked-presence`,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await palette(page);
    },
  },
  {
    name: 'undo-failed',
    path: `${COPIED}&fail=targets.undo:file-refused`,
    act: async (page) => {
      await row(page, 'Claude Desktop').hover();
      await row(page, 'Claude Desktop').getByRole('button', { name: 'Export' }).click();
      await page.getByRole('region', { name: 'Changes' }).getByText('playground-dev').waitFor();
      await button(page, 'Export').click();
      await button(page, 'Undo').waitFor();
      await page.keyboard.press('Control+z');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'settings', path: `${COPIED}#/settings`, act: settings('Appearance') },
  { name: 'settings-security', path: `${COPIED}#/settings`, act: settings('Security') },
  { name: 'settings-reminders', path: `${COPIED}#/settings`, act: settings('Reminders') },
  { name: 'settings-locked', path: `${COPIED}&storage=locked#/settings`, act: settings('Security') },
  {
    name: 'settings-compact',
    path: `${COPIED}#/settings`,
    act: async (page, { narrow }) => {
      await settings('Appearance')(page);
      await page.getByRole('combobox', { name: 'Density' }).click();
      await page.getByRole('option', { name: 'Compact' }).click();
      if (narrow) await button(page, 'Open navigation').click();
      await page.getByRole('link', { name: 'Rack' }).click();
      await still(page);
    },
  },
  {
    name: 'settings-proxy',
    path: `${COPIED}#/settings`,
    act: async (page) => {
      await settings('New connections')(page);
      await page.getByLabel('Proxy URL').fill('http://ada:secret@proxy.example.com:3128');
      await page.getByRole('alert').waitFor();
    },
  },
];
