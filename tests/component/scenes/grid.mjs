import { button, dialog } from './steps.mjs';

const GRID = '/?stage=grid#/grid';

const cell = (page, variable, at) => page.getByRole('row', { name: variable }).getByRole('gridcell').nth(at);
const still = async (page) => page.getByRole('grid', { name: 'Variables and environments' }).waitFor();

/** Variables against environments, promoting, and whose key a value is. */
export const gridScenes = [
  { name: 'grid', path: GRID, act: still },
  {
    name: 'grid-detail',
    path: GRID,
    act: async (page) => {
      await cell(page, 'ACCOUNTING_TOKEN', 1).click();
      await page.getByRole('complementary', { name: 'Key detail' }).waitFor();
    },
  },
  {
    name: 'grid-keyboard',
    path: GRID,
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Search variables' }).press('ArrowDown');
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight'])
        await page.keyboard.press(key);
    },
  },
  {
    name: 'grid-warnings-only',
    path: GRID,
    act: async (page) => button(page, 'Show only these').click(),
  },
  { name: 'grid-many', path: '/?stage=grid&keys=10000#/grid', act: still },
  { name: 'grid-environments', path: '/?stage=grid&environments=projects#/grid', act: still },
  {
    name: 'grid-nothing-found',
    path: GRID,
    act: async (page) => page.getByRole('searchbox', { name: 'Search variables' }).fill('nothing like it'),
  },
  {
    name: 'grid-empty',
    path: '/?stage=no-keys#/grid',
    act: async (page) => page.getByText('Nothing to compare yet').waitFor(),
  },
  {
    name: 'grid-loading',
    path: '/?slow=keys.list:forever#/grid',
    act: async (page) => page.getByRole('status', { name: 'Loading variables' }).waitFor(),
  },
  {
    name: 'grid-failed',
    path: '/?fail=keys.list:home-failed#/grid',
    act: async (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'grid-locked', path: '/?stage=grid&storage=locked#/grid', act: still },
  {
    name: 'promote',
    path: GRID,
    act: async (page) => {
      await cell(page, 'PLAYGROUND_API_KEY', 2).click();
      await dialog(page, 'New key').waitFor();
    },
  },
  {
    name: 'promote-local',
    path: GRID,
    act: async (page) => {
      await cell(page, 'MAILER_API_KEY', 1).click();
      await dialog(page, 'Add key').waitFor();
    },
  },
  {
    name: 'copy-value',
    path: GRID,
    act: async (page) => {
      await cell(page, 'MAPS_API_KEY', 1).click();
      await button(page, 'Copy the value instead').click();
      await dialog(page, 'Copy the value instead').waitFor();
    },
  },
  {
    name: 'copy-value-production',
    path: GRID,
    act: async (page) => {
      await cell(page, 'MAILER_API_KEY', 2).click();
      await button(page, 'Copy the value instead').click();
      await page.getByLabel('Type Production to confirm').waitFor();
    },
  },
  {
    name: 'same-value',
    path: '/?stage=grid&fail=keys.add:same-value-elsewhere#/grid',
    act: async (page) => {
      await cell(page, 'MAILER_API_KEY', 1).click();
      await button(page, 'Add key').click();
      await button(page, 'Keep it all the same').waitFor();
    },
  },
  {
    name: 'identify',
    path: GRID,
    act: async (page) => {
      await button(page, 'Whose key is this?').click();
      await dialog(page, 'Whose key is this?').waitFor();
    },
  },
  {
    name: 'identified',
    path: GRID,
    act: async (page) => {
      await button(page, 'Whose key is this?').click();
      await button(page, 'Enter value').click();
      await button(page, 'Show it').waitFor();
    },
  },
  {
    name: 'identified-nobody',
    path: '/?stage=grid&identify=nobody#/grid',
    act: async (page) => {
      await button(page, 'Whose key is this?').click();
      await button(page, 'Enter value').click();
      await button(page, 'Add it').waitFor();
    },
  },
];
