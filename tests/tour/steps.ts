import { existsSync, readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { ask } from '../e2e/bridge.ts';
import { closeBy } from '../e2e/closing.ts';
import { expect, type Keyrack, type Place } from '../e2e/fixtures.ts';
import { dialogOf } from '../e2e/rack.ts';
import { rowOf } from '../e2e/steps.ts';
import type { Camera } from './camera.ts';

interface Tour extends Keyrack {
  readonly place: Place;
  readonly camera: Camera;
}

export interface Step {
  /** What a reader is told of it. */
  readonly says: string;
  readonly play: (tour: Tour) => Promise<void>;
}

const KEY = 'Claude Desktop - contacts';

const press = (within: Tour['window'] | Locator, name: string | RegExp) =>
  within.getByRole('button', { name }).first().click();

const firstRun: readonly Step[] = [
  {
    says: 'Choose where secrets are kept: the OS keychain.',
    play: async ({ window, camera }) => {
      await expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked();
      await camera.shoot('setup-storage');
      await press(window, 'Continue');
    },
  },
  {
    says: 'Create the environments Development, Staging and Production.',
    play: async ({ window, camera }) => {
      await expect(window.getByRole('button', { name: 'Create environments' })).toBeVisible();
      await camera.shoot('setup-environments');
      await press(window, 'Create environments');
    },
  },
  {
    says: 'Add the connection Playground, a key service inside Keyrack.',
    play: async ({ window, camera }) => {
      await expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked();
      await camera.shoot('setup-connection');
      await press(window, 'Add connection');
    },
  },
];

const making: readonly Step[] = [
  {
    says: 'New key: a name, and the read-only scopes that are ticked already.',
    play: async ({ window, camera }) => {
      const dialog = dialogOf(window, 'New key');
      await dialog.getByLabel('Name', { exact: true }).fill(KEY);
      await expect(dialog.getByRole('checkbox', { name: /contacts:read/ })).toBeChecked();
      await camera.shoot('new-key');
      await press(dialog, 'Create key');
    },
  },
  {
    says: 'The value is in the keychain before anybody sees it. Show it once.',
    play: async ({ window, camera, nextWindow }) => {
      await expect(dialogOf(window, 'Key created')).toBeVisible();
      await camera.shoot('key-created');
      const [reveal] = await Promise.all([nextWindow('Secret'), press(window, 'Show once')]);
      await expect(reveal.getByRole('textbox', { name: 'Secret' })).toBeVisible();
      await camera.shoot('reveal', { page: reveal });
      await closeBy(reveal, () => press(reveal, 'Hide'));
    },
  },
  {
    says: 'I have copied the key: from now on it is never shown again.',
    play: async ({ window }) => {
      await press(window, 'I have copied the key');
      await expect(dialogOf(window, 'Key created')).toHaveCount(0);
      await expect(rowOf(window, KEY)).toContainText('Active');
    },
  },
];

const delivering: readonly Step[] = [
  {
    says: 'Export it to Claude Desktop: see every change to the file before it is made.',
    play: async ({ window, camera, place }) => {
      await press(window.getByLabel(/Notifications/), /^Export/);
      const dialog = dialogOf(window, 'Export');
      await dialog.getByLabel('Command').fill('npx -y playground-mcp');
      await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('playground-mcp');
      expect(existsSync(place.claude)).toBe(false);
      await camera.shoot('export', { dark: true });
      await dialog.getByRole('button', { name: 'Export', exact: true }).click();
      await expect(dialog).toHaveCount(0);
      expect(readFileSync(place.claude, 'utf8')).toContain('playground-mcp');
    },
  },
  {
    says: 'Verify: the service says that it accepts the key.',
    play: async ({ window, camera }) => {
      await rowOf(window, KEY).click();
      const detail = window.getByRole('complementary', { name: 'Key detail' });
      await detail.getByRole('button', { name: 'Verify', exact: true }).click();
      await expect(detail.getByText('Valid', { exact: true })).toBeVisible();
      await camera.shoot('detail');
      await window.keyboard.press('Escape');
    },
  },
  {
    says: 'See where keys were delivered, and how much each place exposes.',
    play: async ({ window, camera }) => {
      await window.getByRole('link', { name: 'Targets', exact: true }).click();
      await expect(window.getByRole('table', { name: 'Deliveries' })).toBeVisible();
      await camera.shoot('targets');
    },
  },
];

/** The views that the sidebar has, besides the one that was seen already. */
async function seeViews({ window, camera }: Tour): Promise<void> {
  const links = window.getByRole('navigation', { name: 'Views' }).getByRole('link');
  for (const name of await links.allTextContents()) {
    if (/^(Rack|Targets)/.test(name)) continue;
    await links.filter({ hasText: name }).click();
    await expect(window.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(window.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    await camera.shoot(name.toLowerCase());
  }
  await links.filter({ hasText: 'Rack' }).click();
}

const looking: readonly Step[] = [
  {
    says: 'Put sample data beside it, and see the rack with all environments.',
    play: async ({ window, camera }) => {
      await ask(window, 'samples.fill');
      await window.getByRole('link', { name: 'Rack' }).click();
      await press(window, /^All environments/);
      await expect(rowOf(window, 'Website - contact form')).toBeVisible();
      await camera.shoot('rack', { dark: true });
    },
  },
  { says: 'Look at the other views.', play: seeViews },
  {
    says: 'Remove the sample data: one press, and nothing of it is left.',
    play: async ({ window }) => {
      await press(window, 'Remove sample data');
      await expect(rowOf(window, 'Website - contact form')).toHaveCount(0);
      expect(await ask(window, 'samples.list')).toEqual([]);
    },
  },
  {
    says: 'Undo the export: the file is as it was before.',
    play: async ({ window, place }) => {
      await window.getByRole('link', { name: 'Targets', exact: true }).click();
      await window.getByRole('main').getByRole('button', { name: 'Undo' }).first().click();
      await expect.poll(() => existsSync(place.claude)).toBe(false);
    },
  },
];

/** The main job, as README tells it. */
export const steps: readonly Step[] = [...firstRun, ...making, ...delivering, ...looking];
