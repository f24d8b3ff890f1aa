import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const TABS_MAX = 80;

/** Walks by Tab alone. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let count = 0; count < TABS_MAX; count += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}
