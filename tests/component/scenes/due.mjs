import { button, COPIED, detail, dialog, row } from './steps.mjs';

const ALL = `${COPIED}&due=full&environment=none#/rotation`;
const HERE = `${COPIED}&due=full#/rotation`;

const table = (page) => page.getByRole('table', { name: 'Due keys' });
const shown = (page) => table(page).waitFor();
const slider = (page) => page.getByRole('slider', { name: 'Time line of the next 12 months' });

const policyOf = async (page, name) => {
  await row(page, name).focus();
  await row(page, name)
    .getByRole('button', { name: `Policy of ${name}` })
    .click();
  await dialog(page, 'Policy').getByRole('button', { name: 'Save policy' }).waitFor();
};

const unusedAfter = async (page, days) => {
  await page.getByRole('combobox', { name: 'Report when unused' }).click();
  await page.getByRole('option', { name: 'After a number of days' }).click();
  await page.getByLabel('Days without use').fill(days);
};

/** What is due, policies, and the review of last use. */
export const dueScenes = [
  { name: 'due', path: ALL, act: shown },
  { name: 'due-environment', path: HERE, act: shown },
  {
    name: 'due-day',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await slider(page).focus();
      for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
    },
  },
  {
    name: 'due-as-table',
    path: ALL,
    act: async (page) => {
      await button(page, 'As a table').click();
      await page.getByRole('table', { name: 'Time line of the next 12 months' }).waitFor();
    },
  },
  {
    name: 'due-picked',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await table(page).getByRole('checkbox', { name: 'Select all' }).click();
      await page.getByRole('toolbar', { name: 'Selected keys' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'due-row',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await row(page, 'Checkout webhooks').focus();
    },
  },
  {
    name: 'due-snooze',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await row(page, 'Payroll export').focus();
      await button(page, 'Snooze Payroll export').click();
      await page.getByRole('menuitem', { name: 'Snooze for 14 days' }).waitFor();
    },
  },
  {
    name: 'due-many',
    path: `${COPIED}&due=full&keys=10000&environment=none#/rotation`,
    act: shown,
  },
  {
    name: 'due-many-end',
    path: `${COPIED}&due=full&keys=10000&environment=none#/rotation`,
    act: async (page) => {
      await shown(page);
      await table(page).getByRole('row').nth(1).focus();
      await page.keyboard.press('End');
      await page.waitForTimeout(100);
    },
  },
  {
    name: 'due-long',
    path: `/?stage=all-copied&hostile&due=hostile&environment=none#/rotation`,
    act: shown,
  },
  {
    name: 'due-none',
    path: `${COPIED}&due=none#/rotation`,
    act: (page) => page.getByText('Nothing is due').waitFor(),
  },
  {
    name: 'due-loading',
    path: `${COPIED}&slow=due.list:forever#/rotation`,
    act: (page) => page.getByRole('status', { name: 'Reading what is due' }).waitFor(),
  },
  {
    name: 'due-failed',
    path: `${COPIED}&fail=due.list:home-failed#/rotation`,
    act: (page) => page.getByRole('alert').waitFor(),
  },
  {
    name: 'due-review-due',
    path: `${COPIED}&due=review&environment=none#/rotation`,
    act: async (page) => {
      await shown(page);
      await page.getByText('Time for the quarterly review').waitFor();
    },
  },
  {
    name: 'due-review',
    path: `${COPIED}&due=review&environment=none#/rotation`,
    act: async (page) => {
      await shown(page);
      await button(page, 'Review').click();
      await page.getByRole('table', { name: 'Keys by last use' }).waitFor();
    },
  },
  {
    name: 'due-review-failed',
    path: `${COPIED}&due=full&fail=due.review:home-failed#/rotation`,
    act: async (page) => {
      await button(page, 'Review last use').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'policy-key',
    path: ALL,
    act: (page) => shown(page).then(() => policyOf(page, 'Ledger of record')),
  },
  {
    name: 'policy-key-inherits',
    path: ALL,
    act: (page) => shown(page).then(() => policyOf(page, 'Weekly letter')),
  },
  {
    name: 'policy-key-critical',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await policyOf(page, 'Checkout webhooks');
      await page.getByRole('checkbox', { name: 'Critical' }).click();
    },
  },
  {
    name: 'policy-problems',
    path: ALL,
    act: async (page) => {
      await shown(page);
      await policyOf(page, 'Weekly letter');
      await page.getByRole('combobox', { name: 'Replace after' }).click();
      await page.getByRole('option', { name: 'Another number of days' }).click();
      await page.getByLabel('Days', { exact: true }).fill('soon');
      await unusedAfter(page, '0');
      await page.getByRole('combobox', { name: 'Unattended' }).click();
      await page.getByRole('option', { name: 'At a time of day' }).click();
      await page.getByLabel('Time of day').fill('25:00');
      await button(page, 'Save policy').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'policy-loading',
    path: `${COPIED}&due=full&environment=none&slow=policies.list:forever#/rotation`,
    act: async (page) => {
      await shown(page);
      await row(page, 'Weekly letter').focus();
      await button(page, 'Policy of Weekly letter').click();
      await dialog(page, 'Policy').getByRole('status').waitFor();
    },
  },
  {
    name: 'policy-failed',
    path: `${COPIED}&due=full&environment=none&fail=policies.set:network#/rotation`,
    act: async (page) => {
      await shown(page);
      await policyOf(page, 'Weekly letter');
      await unusedAfter(page, '40');
      await button(page, 'Save policy').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'policy-connection',
    path: `${COPIED}&due=full#/connections`,
    act: async (page) => {
      await page.getByRole('table').getByRole('button', { name: /^More/ }).first().click();
      await page.getByRole('menuitem', { name: 'Policy' }).click();
      await dialog(page, 'Policy').getByRole('button', { name: 'Save policy' }).waitFor();
    },
  },
  {
    name: 'policy-environment',
    path: `${COPIED}&due=full`,
    act: async (page, { narrow }) => {
      if (narrow) await button(page, 'Open navigation').click();
      await button(page, 'Production Prod').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Policy' }).click();
      await dialog(page, 'Policy').getByRole('button', { name: 'Save policy' }).waitFor();
    },
  },
  {
    name: 'policy-from-rack',
    path: `${COPIED}&due=full`,
    act: async (page) => {
      await row(page, 'Weekly letter').click();
      await detail(page)
        .getByRole('button', { name: 'Change policy of Weekly letter' })
        .scrollIntoViewIfNeeded();
    },
  },
];
