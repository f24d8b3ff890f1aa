import { expect, type Locator, type Page } from '@playwright/test';

/** First run, from nothing to the first key's dialog: keychain, the three environments, Playground in Development. */
export async function setUpToFirstKey(window: Page): Promise<void> {
  await expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked();
  await window.getByRole('button', { name: 'Continue' }).click();
  await window.getByRole('button', { name: /Create/ }).click();
  await expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked();
  await window.getByRole('button', { name: 'Add connection' }).click();
  await expect(window.getByRole('dialog', { name: 'New key' })).toBeVisible();
}

/** The same, to the rack. */
export async function setUpPlayground(window: Page): Promise<void> {
  await setUpToFirstKey(window);
  await window.getByRole('dialog', { name: 'New key' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByRole('button', { name: 'New key' }).first()).toBeVisible();
}

/** A key's row in the table `Keys`. */
export const rowOf = (window: Page, name: string): Locator =>
  window
    .getByRole('table', { name: 'Keys' })
    .or(window.getByRole('grid', { name: 'Keys' }))
    .getByRole('row')
    .filter({ hasText: name });
