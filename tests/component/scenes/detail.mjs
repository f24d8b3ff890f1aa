import { button, COPIED, detail, openPart, row } from './steps.mjs';

/** A key's detail: its parts, and what they show where nothing is there or nothing can be had. */
export const detailScenes = [
  {
    name: 'detail',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await page
        .getByRole('complementary', { name: 'Key detail' })
        .getByRole('button', { name: 'Verify' })
        .click();
      await page.getByText('accepts this key').waitFor();
    },
  },
  { name: 'detail-long', path: COPIED, act: async (page) => row(page, 'A very long name').click() },
  { name: 'detail-orphan', path: COPIED, act: async (page) => row(page, 'CI lost on the way').click() },
  {
    name: 'detail-problem',
    path: `${COPIED}&fail=keys.verify:network`,
    act: async (page) => {
      await row(page, 'Claude Desktop').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('v');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'detail-parts',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await detail(page).getByRole('region', { name: 'Scopes' }).scrollIntoViewIfNeeded();
      await detail(page)
        .getByRole('button', { name: 'Scopes', exact: true })
        .evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'detail-end',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await detail(page).getByRole('button', { name: 'Delete', exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'detail-menu',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await detail(page).getByRole('button', { name: 'All actions' }).click();
      await page.getByRole('menuitem', { name: 'Regenerate' }).waitFor();
    },
  },
  { name: 'detail-script', path: COPIED, act: async (page) => row(page, 'Rakete').click() },
  { name: 'detail-local', path: COPIED, act: async (page) => row(page, 'Old import').click() },
  {
    name: 'detail-copy-once',
    path: `${COPIED}&environment=Production`,
    act: async (page) => row(page, 'Checkout').click(),
  },
  {
    name: 'detail-use',
    path: COPIED,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'Use this key');
      await page.getByRole('tab', { name: 'curl' }).click();
    },
  },
  {
    name: 'detail-chart',
    path: COPIED,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'Usage');
      await page.getByRole('img', { name: /^Chart/ }).waitFor();
    },
  },
  {
    name: 'detail-chart-month',
    path: COPIED,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'Usage');
      await page.getByRole('radio', { name: 'Last 30 days' }).click();
      await page.getByRole('img', { name: /last 30 days/ }).waitFor();
    },
  },
  {
    name: 'detail-chart-table',
    path: COPIED,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'Usage');
      await button(page, 'Show as table').click();
    },
  },
  {
    name: 'detail-chart-none',
    path: COPIED,
    act: async (page) => {
      await openPart(page, 'n8n nightly sync', 'Usage');
      await page.getByText('No request in this time').waitFor();
    },
  },
  {
    name: 'detail-chart-failed',
    path: `${COPIED}&fail=keys.usage:network`,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'Usage');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'detail-history',
    path: `${COPIED}&activity=40`,
    act: async (page) => {
      await openPart(page, 'Claude Desktop', 'History');
      await detail(page).getByRole('listitem').filter({ hasText: 'Window' }).first().waitFor();
    },
  },
  {
    name: 'detail-notes',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await page.getByRole('textbox', { name: 'Notes' }).fill('Ask Ada before this is changed.');
      await page.getByText('Saved', { exact: true }).waitFor();
      await button(page, 'Undo').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'detail-notes-refused',
    path: COPIED,
    act: async (page) => {
      await row(page, 'Claude Desktop').click();
      await page.getByRole('textbox', { name: 'Notes' }).fill('pg_live_9fK2mQ7xTb4LwZ1c8Vd5');
      await page.getByText('do not belong into notes').scrollIntoViewIfNeeded();
    },
  },
];
