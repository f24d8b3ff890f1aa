import { button, COPIED, choose, detail, dialog, row } from './steps.mjs';

const rotating = async (page, name = 'Claude Desktop') => {
  await row(page, name).click();
  await page.keyboard.press('r');
  await dialog(page, 'Rotate').waitFor();
};

const planned = async (page, name) => {
  await rotating(page, name);
  await button(page, 'Rehearse').waitFor();
};

const picked = async (page, names) => {
  for (const name of names) await row(page, name).click({ modifiers: ['Control'] });
  await page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button', { name: 'Rotate' }).click();
  await dialog(page, 'Rotate').waitFor();
};

const leaked = async (page, words) => {
  await button(page, 'Leaked key').click();
  await page.getByLabel('Find the key').fill(words);
};

/** Rotation: what would happen, several keys, leaked ones, and the rows of keys that are replaced. */
export const rotatingScenes = [
  { name: 'rotate', path: COPIED, act: (page) => planned(page) },
  {
    name: 'rotate-diff',
    path: COPIED,
    act: async (page) => {
      await planned(page);
      await button(page, 'Changes').first().click();
      await page
        .getByRole('region', { name: /^Changes of/ })
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'rotate-rehearse',
    path: COPIED,
    act: async (page) => {
      await planned(page);
      await button(page, 'Rehearse').click();
      await page.getByText('Revoke the old key').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'rotate-in-place',
    path: COPIED,
    act: async (page) => {
      await planned(page, 'Rakete');
      await choose(page, 'Overlap', 'None');
      await page.getByText('only goes forward').waitFor();
    },
  },
  {
    name: 'rotate-by-hand',
    path: '/?stage=four-services',
    act: async (page) => {
      await planned(page, 'Make - Mailchimp');
      await button(page, 'Rehearse').click();
    },
  },
  {
    name: 'rotate-production',
    path: `${COPIED}&environment=Production`,
    act: async (page) => {
      await planned(page, 'Checkout');
      await page.getByLabel('Type Production').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'rotate-planning',
    path: `${COPIED}&slow=rotations.plan:forever`,
    act: (page) => rotating(page),
  },
  {
    name: 'rotate-plan-failed',
    path: `${COPIED}&fail=rotations.plan:unauthorized`,
    act: async (page) => {
      await rotating(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'rotate-refused',
    path: `${COPIED}&fail=rotations.start:network`,
    act: async (page) => {
      await planned(page);
      await dialog(page, 'Rotate').getByRole('button', { name: 'Rotate', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'rotate-bulk',
    path: COPIED,
    act: async (page) => {
      await picked(page, ['Claude Desktop', 'n8n nightly sync', 'Zapier Mailchimp', 'Rakete', 'A very long']);
      await page.getByText('will be rotated').waitFor();
    },
  },
  {
    name: 'rotate-bulk-running',
    path: `${COPIED}&slow=rotations.start:forever`,
    act: async (page) => {
      await picked(page, ['Claude Desktop', 'n8n nightly sync', 'Rakete']);
      await button(page, 'Rotate 3 keys').click();
      await page.getByText('0 of 3').first().waitFor();
    },
  },
  {
    name: 'rotate-bulk-failed',
    path: `${COPIED}&fail=rotations.start:rate-limited`,
    act: async (page) => {
      await picked(page, ['Claude Desktop', 'Rakete']);
      await button(page, 'Rotate 2 keys').click();
      await page.getByText('2 keys failed').first().waitFor();
    },
  },
  {
    name: 'leaked-find',
    path: `${COPIED}#/rotation`,
    act: async (page) => {
      await leaked(page, 'a');
      await page.getByRole('list', { name: 'Find the key' }).waitFor();
    },
  },
  {
    name: 'leaked-nobody',
    path: `${COPIED}&identify=nobody#/rotation`,
    act: async (page) => {
      await button(page, 'Leaked key').click();
      await button(page, 'Enter the leaked value').click();
      await page.getByText('No key here has this value').waitFor();
    },
  },
  {
    name: 'leaked-owner',
    path: `${COPIED}#/rotation`,
    act: async (page) => {
      await button(page, 'Leaked key').click();
      await button(page, 'Enter the leaked value').click();
      await page.getByText('A new key takes its place everywhere').waitFor();
      await page.getByText('Where it is delivered').waitFor();
    },
  },
  {
    name: 'leaked-production',
    path: `${COPIED}&environment=none#/rotation`,
    act: async (page) => {
      await leaked(page, 'Checkout');
      await page.keyboard.press('Enter');
      await page.getByLabel('Type Production').waitFor();
    },
  },
  {
    name: 'leaked-running',
    path: `${COPIED}&held#/rotation`,
    act: async (page) => {
      await leaked(page, 'Rakete');
      await page.keyboard.press('Enter');
      await button(page, 'Replace it now').click();
      await dialog(page, 'Leaked key').getByRole('status').getByText('1 of 2 written').first().waitFor();
    },
  },
  ...[
    ['leaked-replaced', 'Rakete'],
    ['leaked-replaced-restarts', 'Claude Desktop'],
  ].map(([name, key]) => ({
    name,
    path: `${COPIED}#/rotation`,
    act: async (page) => {
      await leaked(page, key);
      await page.keyboard.press('Enter');
      await button(page, 'Replace it now').click();
      await page.getByRole('region', { name: 'Incident note' }).waitFor();
    },
  })),
  {
    name: 'rack-replaced',
    path: `${COPIED}&runs=replaced`,
    act: async (page) => {
      await row(page, 'replaced 2026').click();
      await detail(page).getByText('The old value of a key').waitFor();
    },
  },
  {
    name: 'rack-rotating',
    path: `${COPIED}&runs=replaced`,
    act: async (page) => {
      await row(page, 'Claude Desktop').first().click();
      await detail(page).getByText('This key is being rotated').waitFor();
    },
  },
];
