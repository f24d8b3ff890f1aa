import { button, COPIED } from './steps.mjs';

const table = (page) => page.getByRole('table', { name: 'Activity' });
const checked = (page) => page.getByText('Nothing was changed').waitFor();

/** What was done, and whether somebody changed that. */
export const activityScenes = [
  {
    name: 'activity',
    path: `${COPIED}&environment=none#/activity`,
    act: async (page) => {
      await table(page).waitFor();
      await checked(page);
    },
  },
  {
    name: 'activity-in-one-environment',
    path: `${COPIED}#/activity`,
    act: async (page) => table(page).waitFor(),
  },
  {
    name: 'activity-many',
    path: `${COPIED}&environment=none&activity=2000#/activity`,
    act: async (page) => {
      await table(page).waitFor();
      await page.getByRole('region', { name: 'Activity', exact: true }).press('End');
      await checked(page);
    },
  },
  {
    name: 'activity-empty',
    path: `${COPIED}&environment=none&activity=none#/activity`,
    act: async (page) => page.getByText('Nothing done yet').waitFor(),
  },
  {
    name: 'activity-nothing-fits',
    path: `${COPIED}&environment=none#/activity`,
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Search the activity' }).fill('no such thing');
      await button(page, 'Clear filters').waitFor();
    },
  },
  {
    name: 'activity-filter',
    path: `${COPIED}&environment=none#/activity`,
    act: async (page) => {
      await table(page).waitFor();
      await page.getByRole('button', { name: 'What: ' }).click();
      await page.getByRole('menuitem', { name: 'Failed' }).waitFor();
    },
  },
  {
    name: 'activity-failures',
    path: `${COPIED}&environment=none#/activity`,
    act: async (page) => {
      await page.getByRole('button', { name: 'What: ' }).click();
      await page.getByRole('menuitem', { name: 'Failed' }).click();
      await page.getByText('3 entries', { exact: true }).waitFor();
    },
  },
  {
    name: 'activity-waiting',
    path: `${COPIED}&environment=none&activity=waiting#/activity`,
    act: async (page) => page.getByText('not sealed yet').waitFor(),
  },
  {
    name: 'activity-broken',
    path: `${COPIED}&environment=none&activity=broken#/activity`,
    act: async (page) => page.getByText('Somebody changed this activity').waitFor(),
  },
  {
    name: 'activity-locked',
    path: `${COPIED}&environment=none&storage=locked&fail=activity.verify:storage-locked#/activity`,
    act: async (page) => page.getByText('once the storage is open').waitFor(),
  },
  {
    name: 'activity-loading',
    path: `${COPIED}&slow=activity.list:forever#/activity`,
    act: async (page) => page.getByRole('status', { name: 'Loading the activity' }).waitFor(),
  },
  {
    name: 'activity-failed',
    path: `${COPIED}&fail=activity.list:home-failed#/activity`,
    act: async (page) => page.getByRole('alert').waitFor(),
  },
];
