import type { Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack } from './fixtures.ts';
import { rowOf } from './steps.ts';

/** A stop on the way through the app. */
export interface Scene {
  readonly name: string;
  /** @returns the window to look at */
  readonly go: (keyrack: Keyrack) => Promise<Page>;
  /** Back to where the next scene begins. */
  readonly leave: (keyrack: Keyrack, page: Page) => Promise<void>;
  /** A list or menu closes when the window changes; a window takes its size when it opens: both come anew for each look. */
  readonly anew?: boolean;
}

type Walk = (window: Page) => Promise<unknown>;

const stay: Walk = () => Promise.resolve();

const scene = (name: string, walk: Walk, leave: Walk = stay): Scene => ({
  name,
  go: async ({ window }) => {
    await walk(window);
    return window;
  },
  leave: async ({ window }) => {
    await leave(window);
  },
});

const popup = (name: string, open: Walk, leave: Walk): Scene => ({
  ...scene(name, open, leave),
  anew: true,
});

const press = (window: Page, name: string | RegExp) => window.getByRole('button', { name }).first().click();
const dialog = (window: Page, name: string) => window.getByRole('dialog', { name, exact: true });
const view = async (window: Page, name: string) => {
  await window.getByRole('link', { name, exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
};

const cancel: Walk = async (window) => {
  await window.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
};
const dismiss: Walk = (window) => window.keyboard.press('Escape');

/** A dialog, opened and left by its buttons. */
const asking = (name: string, title: string, open: Walk): Scene =>
  scene(
    name,
    async (window) => {
      await open(window);
      await expect(dialog(window, title)).toBeVisible();
    },
    cancel,
  );

const firstRun: readonly Scene[] = [
  scene(
    'setup-storage',
    (window) => expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked(),
    (window) => press(window, 'Continue'),
  ),
  scene(
    'setup-environments',
    (window) => expect(window.getByRole('button', { name: 'Create environments' })).toBeVisible(),
    (window) => press(window, 'Create environments'),
  ),
  scene(
    'setup-connection',
    (window) => expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked(),
    (window) => press(window, 'Add connection'),
  ),
  // It follows by itself.
  asking('first-key', 'New key', stay),
  scene('rack-empty', (window) => expect(window.getByText('No keys yet')).toBeVisible()),
];

const making: readonly Scene[] = [
  asking('new-key', 'New key', (window) => press(window, 'New key')),
  asking('new-key-faulty', 'New key', async (window) => {
    await press(window, 'New key');
    await dialog(window, 'New key').getByRole('button', { name: 'Create key' }).click();
    await expect(window.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }),
  popup(
    'new-key-select',
    async (window) => {
      await press(window, 'New key');
      await dialog(window, 'New key').getByLabel('Expires').click();
      await expect(window.getByRole('listbox')).toBeVisible();
    },
    async (window) => {
      await dismiss(window);
      await cancel(window);
    },
  ),
  scene('key-created', async (window) => {
    await press(window, 'New key');
    await dialog(window, 'New key').getByLabel('Name').fill('Claude');
    await press(window, 'Create key');
    await expect(dialog(window, 'Key created')).toBeVisible();
  }),
  {
    name: 'reveal',
    anew: true,
    go: async ({ window, nextWindow }) => {
      const [reveal] = await Promise.all([nextWindow('Secret'), press(window, 'Show once')]);
      await expect(reveal.getByRole('textbox', { name: 'Secret' })).toBeVisible();
      return reveal;
    },
    leave: async (_keyrack, reveal) => {
      await closeBy(reveal, () => reveal.getByRole('button', { name: 'Hide' }).click());
    },
  },
  scene('key-copied', async (window) => {
    await press(window, 'Copy key');
    await expect(window.getByText(/Clipboard clears in/)).toBeVisible();
  }),
  scene(
    'key-created-leaving',
    async (window) => {
      await dismiss(window);
      await expect(window.getByText('Keep it for later?')).toBeVisible();
    },
    (window) => press(window, 'Keep for later'),
  ),
  scene('rack', async (window) => {
    await expect(rowOf(window, 'Claude')).toBeVisible();
  }),
  scene('detail', async (window) => {
    await rowOf(window, 'Claude').click();
    await window.getByRole('complementary').getByRole('button', { name: 'Verify' }).click();
    await expect(window.getByRole('complementary').getByText('Valid')).toBeVisible();
  }),
  scene('detail-parts', async (window) => {
    const detail = window.getByRole('complementary');
    for (const part of ['Use this key', 'Usage', 'Alerts']) {
      await detail.getByRole('button', { name: part, exact: true }).click();
    }
    await expect(detail.getByRole('tab', { name: 'curl' })).toBeVisible();
    await expect(detail.getByRole('img', { name: /^Chart/ })).toBeVisible();
    await detail.getByRole('img', { name: /^Chart/ }).scrollIntoViewIfNeeded();
  }),
  scene(
    'search-nothing',
    (window) => window.getByRole('searchbox').fill('no such key'),
    (window) => window.getByRole('searchbox').fill(''),
  ),
  popup('menu', (window) => press(window, /^More$/), dismiss),
];

const exporting: Walk = async (window) => {
  await rowOf(window, 'Claude').click();
  await window.keyboard.press('e');
  await dialog(window, 'Export').getByLabel('Command').fill('npx -y playground-mcp');
  await expect(window.getByRole('region', { name: 'Changes' })).toContainText('playground-mcp');
};

const delivering: readonly Scene[] = [
  scene(
    'targets-empty',
    (window) => view(window, 'Targets'),
    (window) => view(window, 'Rack'),
  ),
  asking('export', 'Export', exporting),
  scene(
    'export-inline',
    async (window) => {
      await exporting(window);
      await window.getByRole('radio', { name: /Value in the file/ }).click();
      await expect(window.getByRole('radio', { name: /Value in the file/ })).toBeChecked();
      await window.getByRole('region', { name: 'Changes' }).scrollIntoViewIfNeeded();
    },
    (window) => dialog(window, 'Export').getByRole('button', { name: 'Export' }).click(),
  ),
  scene('exported', (window) => expect(window.getByRole('button', { name: 'Undo' }).first()).toBeVisible()),
  asking('delete', 'Delete', (window) =>
    window.getByRole('complementary').getByRole('button', { name: 'Delete' }).click(),
  ),
  scene('targets', (window) => view(window, 'Targets')),
  scene('activity', async (window) => {
    await view(window, 'Activity');
    await expect(window.getByRole('table', { name: 'Activity' })).toContainText('Key exported');
    await expect(window.getByText('Nothing was changed')).toBeVisible();
  }),
];

const cell = (window: Page, at: number) =>
  window.getByRole('row', { name: 'PLAYGROUND_API_KEY' }).getByRole('gridcell').nth(at);
const closeLast: Walk = (window) =>
  window.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

const comparing: readonly Scene[] = [
  scene('grid', async (window) => {
    await view(window, 'Grid');
    await expect(cell(window, 1)).toHaveText(/Missing/);
  }),
  asking('promote', 'Add connection', (window) => cell(window, 1).click()),
  scene('identify', (window) => press(window, 'Whose key is this?'), closeLast),
];

async function connectionMenu(window: Page, item: string): Promise<void> {
  await window
    .getByRole('button', { name: /^More actions for/ })
    .first()
    .click();
  await window.getByRole('menuitem', { name: item }).click();
}

async function environmentMenu(window: Page, item: string): Promise<void> {
  await window.getByRole('main').getByRole('button', { name: 'More for Production' }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

const placing: readonly Scene[] = [
  scene('connections', async (window) => {
    await view(window, 'Connections');
    await window.getByRole('button', { name: 'Test' }).click();
    await expect(window.getByText('Works')).toBeVisible();
  }),
  asking('add-connection', 'Add connection', (window) => press(window, 'Add connection')),
  asking('connection-settings', 'Settings', (window) => connectionMenu(window, 'Settings')),
  scene(
    'diagnose',
    async (window) => {
      await connectionMenu(window, 'Diagnose');
      await expect(dialog(window, 'Diagnose').getByRole('button', { name: 'Run again' })).toBeVisible();
    },
    (window) => dialog(window, 'Diagnose').getByRole('button', { name: 'Close' }).last().click(),
  ),
  asking('remove-connection', 'Remove', (window) => connectionMenu(window, 'Remove')),
  scene('services', (window) => window.getByRole('tab', { name: 'Your services' }).click()),
  scene(
    'service-new',
    (window) => press(window, 'New service'),
    (window) => press(window, 'Discard'),
  ),
  scene('webhook', (window) => window.getByRole('tab', { name: 'Webhook check' }).click()),
  scene('settings', (window) => view(window, 'Settings')),
  asking('new-environment', 'New environment', (window) => press(window, 'New environment')),
  asking('edit-environment', 'Edit', (window) => press(window, 'Edit')),
  popup(
    'environment-menu',
    (window) => window.getByRole('main').getByRole('button', { name: 'More for Production' }).click(),
    dismiss,
  ),
  asking('duplicate-environment', 'Duplicate', (window) => environmentMenu(window, 'Duplicate')),
  asking('archive-environment', 'Archive', (window) => environmentMenu(window, 'Archive')),
  asking('delete-production', 'Delete', (window) => environmentMenu(window, 'Delete')),
  scene(
    'connections-empty',
    async (window) => {
      await window.getByRole('button', { name: /^Production/ }).click();
      await view(window, 'Connections');
    },
    (window) => view(window, 'Rack'),
  ),
  scene('rack-production', (window) => expect(window.getByText('No connection yet')).toBeVisible()),
];

const entry = (name: string, open: Walk, title: string): Scene => ({
  name,
  go: async ({ window, nextWindow }) => {
    const [page] = await Promise.all([nextWindow(title), open(window)]);
    await page.getByRole('button', { name: /^(Save secret|Set passphrase)$/ }).click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    return page;
  },
  leave: async (_keyrack, page) => {
    await closeBy(page, () => page.getByRole('button', { name: 'Cancel' }).click());
  },
});

const entering: readonly Scene[] = [
  scene('add-key', async (window) => {
    await press(window, /^More$/);
    await window.getByRole('menuitem', { name: 'Add key' }).click();
    await expect(dialog(window, 'Add key')).toBeVisible();
  }),
  entry(
    'enter-secret',
    async (window) => {
      await window.getByLabel('Name', { exact: true }).fill('Local');
      await window.getByLabel('Variable').fill('LOCAL_KEY');
      await dialog(window, 'Add key').getByRole('button', { name: 'Add key' }).click();
    },
    'Enter secret',
  ),
  scene('add-key-cancelled', (window) => expect(dialog(window, 'Add key')).toBeVisible(), cancel),
  entry(
    'enter-passphrase',
    async (window) => {
      await view(window, 'Settings');
      await press(window, 'Set an app passphrase');
    },
    'Enter passphrase',
  ),
  scene('two-uncopied', async (window) => {
    const [connection] = await ask(window, 'connections.list');
    const { environmentId = '', id: connectionId = '' } = connection ?? {};
    await ask(window, 'keys.create', { environmentId, connectionId, name: 'Second' });
    await window.reload();
    await expect(dialog(window, 'Key created')).toBeVisible();
  }),
];

/** Every view, dialog and window, in an order in which each leads to the next. */
export const scenes: readonly Scene[] = [
  ...firstRun,
  ...making,
  ...delivering,
  ...comparing,
  ...placing,
  ...entering,
];
