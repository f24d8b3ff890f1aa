import type { Page } from '@playwright/test';
import { expect, type Keyrack } from '../fixtures.ts';

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

export type Walk = (window: Page) => Promise<unknown>;

export const stay: Walk = () => Promise.resolve();

export const scene = (name: string, walk: Walk, leave: Walk = stay): Scene => ({
  name,
  go: async ({ window }) => {
    await walk(window);
    return window;
  },
  leave: async ({ window }) => {
    await leave(window);
  },
});

export const popup = (name: string, open: Walk, leave: Walk): Scene => ({
  ...scene(name, open, leave),
  anew: true,
});

export const press = (window: Page, name: string | RegExp) =>
  window.getByRole('button', { name }).first().click();
export const dialog = (window: Page, name: string) => window.getByRole('dialog', { name, exact: true });
export const view = async (window: Page, name: string) => {
  await window.getByRole('link', { name, exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
};

export const cancel: Walk = async (window) => {
  await window.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
};
export const dismiss: Walk = (window) => window.keyboard.press('Escape');

/** A dialog, opened and left by its buttons. */
export const asking = (name: string, title: string, open: Walk): Scene =>
  scene(
    name,
    async (window) => {
      await open(window);
      await expect(dialog(window, title)).toBeVisible();
    },
    cancel,
  );
