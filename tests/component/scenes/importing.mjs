import { button, COPIED, choose, dialog, row, still } from './steps.mjs';

const open = async (page) => {
  await still(page);
  await page.keyboard.press('i');
  await dialog(page, 'Import').waitFor();
};

const read = async (page) => {
  await open(page);
  await button(page, 'Choose a file').click();
  await page.getByRole('table', { name: 'Values of the file' }).waitFor();
};

const take = async (page) => {
  await read(page);
  await page.getByRole('button', { name: /^Import \d/ }).click();
};

const inTargets = `${COPIED}#/targets`;
const targetsWith = (wish) => `${COPIED}&${wish}#/targets`;

const find = async (page) => {
  await button(page, 'Find plaintext keys').click();
  await page.getByRole('heading', { name: 'Plaintext keys' }).waitFor();
};

const found = async (page) => {
  await find(page);
  await page.getByRole('table', { name: 'Plaintext keys' }).waitFor();
};

const adopt = (entry) => async (page) => {
  await found(page);
  await page
    .getByRole('table', { name: 'Plaintext keys' })
    .getByRole('row', { name: entry })
    .getByRole('button', { name: /^Adopt/ })
    .click();
  await dialog(page, 'Adopt').waitFor();
  await page.getByRole('region', { name: 'Changes' }).getByText('only you can read it').waitFor();
};

const variables = async (page) => {
  await find(page);
  await choose(page, 'Target', '.env file');
  await page.getByLabel('File', { exact: true }).fill('/home/ada/shop/.env');
  await page.getByRole('table', { name: 'Plaintext keys' }).waitFor();
};

/** Keys from other programs' files: imported, or adopted where they stand. */
export const importScenes = [
  { name: 'import', path: COPIED, act: open },
  { name: 'import-rows', path: COPIED, act: read },
  { name: 'import-rows-compact', path: `${COPIED}&density=compact&environment=Production`, act: read },
  {
    name: 'import-elsewhere',
    path: COPIED,
    act: async (page) => {
      await read(page);
      await page.getByRole('checkbox', { name: 'Import SENTRY_TOKEN' }).click();
      await page.getByText('a leak in one').scrollIntoViewIfNeeded();
    },
  },
  { name: 'import-long', path: `${COPIED}&files=long`, act: read },
  {
    name: 'import-many',
    path: `${COPIED}&files=many`,
    act: async (page) => {
      await read(page);
      const last = page.getByRole('region', { name: 'Values of the file' });
      await last.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await page.getByText('SERVICE_2000_API_KEY').first().waitFor();
    },
  },
  {
    name: 'import-passed-over',
    path: `${COPIED}&files=notes`,
    act: async (page) => {
      await read(page);
      await page.getByText('The file also holds').waitFor();
    },
  },
  {
    name: 'import-done-passed-over',
    path: `${COPIED}&files=notes`,
    act: async (page) => {
      await take(page);
      await page.getByText('do that yourself').waitFor();
    },
  },
  {
    name: 'import-done-link',
    path: `${COPIED}&files=link`,
    act: async (page) => {
      await take(page);
      await page.getByText('delete both yourself').waitFor();
    },
  },
  {
    name: 'import-refused',
    path: `${COPIED}&fail=importing.choose:file-refused`,
    act: async (page) => {
      await open(page);
      await button(page, 'Choose a file').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'import-locked',
    path: `${COPIED}&fail=importing.choose:storage-locked`,
    act: async (page) => {
      await open(page);
      await button(page, 'Choose a file').click();
      await button(page, 'Unlock').waitFor();
    },
  },
  {
    name: 'import-reading',
    path: `${COPIED}&slow=importing.choose:forever`,
    act: async (page) => {
      await open(page);
      await button(page, 'Choose a file').click();
      await page.getByText('Reading the file').waitFor();
    },
  },
  {
    name: 'import-running',
    path: `${COPIED}&slow=importing.take:forever`,
    act: async (page) => {
      await take(page);
      await page.getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'import-failed',
    path: `${COPIED}&fail=importing.take:storage-locked`,
    act: async (page) => {
      await take(page);
      await button(page, 'Unlock').waitFor();
    },
  },
  {
    name: 'import-cut',
    path: `${COPIED}&files=cut`,
    act: async (page) => {
      await take(page);
      await page.getByText('Cancelled.').waitFor();
    },
  },
  {
    name: 'import-done-some',
    path: COPIED,
    act: async (page) => {
      await take(page);
      await page.getByText('would be lost with it').waitFor();
    },
  },
  {
    name: 'import-done',
    path: `${COPIED}&files=keys`,
    act: async (page) => {
      await take(page);
      await button(page, 'Delete the file').waitFor();
    },
  },
  {
    name: 'import-delete',
    path: `${COPIED}&files=keys`,
    act: async (page) => {
      await take(page);
      await button(page, 'Delete the file').click();
      await button(page, 'Delete for good').waitFor();
    },
  },
  {
    name: 'import-deleted',
    path: `${COPIED}&files=keys`,
    act: async (page) => {
      await take(page);
      await button(page, 'Delete the file').click();
      await button(page, 'Delete for good').click();
      await page.getByText('The file is deleted.').waitFor();
    },
  },
  { name: 'plaintext', path: inTargets, act: found },
  { name: 'plaintext-long', path: targetsWith('files=long'), act: found },
  {
    name: 'plaintext-none',
    path: targetsWith('files=none'),
    act: async (page) => {
      await find(page);
      await page.getByText('There is no such file.').waitFor();
    },
  },
  {
    name: 'plaintext-looking',
    path: targetsWith('slow=adopting.find:forever'),
    act: async (page) => {
      await find(page);
      await page.getByRole('status', { name: 'Looking at the file' }).waitFor();
    },
  },
  {
    name: 'plaintext-failed',
    path: targetsWith('fail=adopting.find:file-refused'),
    act: async (page) => {
      await find(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'plaintext-project',
    path: inTargets,
    act: async (page) => {
      await find(page);
      await choose(page, 'Target', 'Claude Code');
      await choose(page, 'Scope', 'One project');
      await page.getByText('Name the file to look at.').waitFor();
    },
  },
  { name: 'plaintext-variables', path: inTargets, act: variables },
  { name: 'adopt', path: inTargets, act: adopt('github') },
  { name: 'adopt-header', path: inTargets, act: adopt('linear') },
  { name: 'adopt-long', path: targetsWith('files=long'), act: adopt('github') },
  { name: 'adopt-held', path: targetsWith('files=held&environment=Production'), act: adopt('github') },
  {
    name: 'adopt-reference',
    path: inTargets,
    act: async (page) => {
      await found(page);
      await choose(page, 'Target', 'Claude Code');
      await row(page, 'github')
        .getByRole('button', { name: /^Adopt/ })
        .click();
      await page.getByRole('radio', { name: 'Environment variable' }).click();
      await page.getByLabel('Reference', { exact: true }).waitFor();
      await page.getByText('Start it by').waitFor();
    },
  },
  {
    name: 'adopt-remove',
    path: inTargets,
    act: async (page) => {
      await variables(page);
      await row(page, 'STRIPE_KEY')
        .getByRole('button', { name: /^Adopt/ })
        .click();
      await page.getByRole('checkbox', { name: 'Take the line out' }).click();
      await page.getByText('any more').waitFor();
    },
  },
  {
    name: 'adopt-elsewhere',
    path: targetsWith('files=elsewhere'),
    act: async (page) => {
      await adopt('github')(page);
      await button(page, 'Adopt').click();
      await button(page, 'Keep it all the same').waitFor();
    },
  },
  {
    name: 'adopt-refused',
    path: targetsWith('fail=adopting.plan:file-refused'),
    act: async (page) => {
      await found(page);
      await row(page, 'github')
        .getByRole('button', { name: /^Adopt/ })
        .click();
      await dialog(page, 'Adopt').getByRole('alert').waitFor();
    },
  },
  {
    name: 'adopted-toast',
    path: inTargets,
    act: async (page) => {
      await adopt('github')(page);
      await button(page, 'Adopt').click();
      await button(page, 'Undo').first().waitFor();
    },
  },
];
