import { expect, type Locator, type Page } from '@playwright/test';

/** First run, from nothing to the rack: keychain, the three environments, Playground in Development. */
export async function setUpPlayground(window: Page): Promise<void> {
  await expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked();
  await window.getByRole('button', { name: 'Continue' }).click();
  await window.getByRole('button', { name: /Create/ }).click();
  await expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked();
  await window.getByRole('button', { name: 'Add connection' }).click();
  // It follows by itself, and can be left.
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
