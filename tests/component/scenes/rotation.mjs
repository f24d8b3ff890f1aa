import { button, COPIED, dialog } from './steps.mjs';

const EVERY = `${COPIED}&runs=every#/rotation`;
const run = (page, name) => page.locator('tr[data-run]', { hasText: name }).first();

const runDetail = (page) => page.getByRole('complementary', { name: 'Rotation detail' });

const opened = async (page, name) => {
  await run(page, name).click();
  await runDetail(page).getByRole('list', { name: 'Steps' }).waitFor();
};

/** Rotation: runs in every state. */
export const rotationScenes = [
  { name: 'rotation-every', path: EVERY, act: (page) => run(page, 'Newsletter').waitFor() },
  {
    name: 'rotation-all-environments',
    path: `${COPIED}&runs=every&environment=none#/rotation`,
    act: (page) => run(page, 'Checkout').waitFor(),
  },
  {
    name: 'rotation-empty',
    path: `${COPIED}#/rotation`,
    act: (page) => page.getByText('No key was rotated yet').waitFor(),
  },
  {
    name: 'rotation-loading',
    path: `${COPIED}&slow=rotations.list:forever#/rotation`,
    act: (page) => page.getByRole('status', { name: 'Loading rotations' }).waitFor(),
  },
  {
    name: 'rotation-failed',
    path: `${COPIED}&fail=rotations.list:home-failed#/rotation`,
    act: (page) => page.getByRole('alert').waitFor(),
  },
  {
    name: 'rotation-many',
    path: `${COPIED}&runs=many#/rotation`,
    act: (page) => run(page, 'Key number 1').waitFor(),
  },
  ...[
    'Newsletter',
    'Tower displays',
    'Weekly letter',
    'n8n nightly sync',
    'Accounting export',
    'CRM mirror',
    'Door badges',
    'Nightly scanner',
    'Backups',
    'Leaked on a screenshot',
    'A very long name',
    'Shop',
    'Old mailer',
  ].map((name) => ({
    name: `run-${name.toLowerCase().replaceAll(' ', '-')}`,
    path: EVERY,
    act: (page) => opened(page, name),
  })),
  {
    name: 'run-restarts',
    path: EVERY,
    act: async (page) => {
      await opened(page, 'Accounting export');
      await runDetail(page).getByText('Restart these programs now: Claude Desktop, Cursor').waitFor();
    },
  },
  {
    name: 'run-journal',
    path: EVERY,
    act: async (page) => {
      await opened(page, 'CRM mirror');
      await button(page, 'Journal').click();
      await page.getByRole('table', { name: 'Journal' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'run-journal-failed',
    path: `${COPIED}&runs=every&fail=rotations.journal:home-failed#/rotation`,
    act: async (page) => {
      await opened(page, 'CRM mirror');
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'run-act-failed',
    path: `${COPIED}&runs=every&fail=rotations.act:network#/rotation`,
    act: async (page) => {
      await opened(page, 'CRM mirror');
      await button(page, 'Continue').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'run-copied',
    path: EVERY,
    act: async (page) => {
      await opened(page, 'Weekly letter');
      await button(page, 'Copy new key for make').click();
      await page.getByText('The clipboard is cleared').first().waitFor();
    },
  },
  {
    name: 'run-undo',
    path: EVERY,
    act: async (page) => {
      await opened(page, 'Weekly letter');
      await button(page, 'Undo').click();
      await dialog(page, 'Undo').waitFor();
    },
  },
  {
    name: 'run-undo-production',
    path: `${COPIED}&runs=every&environment=Production#/rotation`,
    act: async (page) => {
      await opened(page, 'Checkout');
      await button(page, 'Undo').click();
      await page.getByLabel('Type Production').waitFor();
    },
  },
  {
    name: 'run-accept',
    path: EVERY,
    act: async (page) => {
      await opened(page, 'Door badges');
      await button(page, 'Accept').click();
      await dialog(page, 'Accept').waitFor();
    },
  },
];
