import type { Page } from '@playwright/test';
import { faultsOf } from '../e2e/axe.ts';
import { expect, test } from './fixtures.ts';
import { scenes } from './scenes.mjs';

interface Scene {
  readonly name: string;
  readonly path: string;
  readonly act: (page: Page, shape: { readonly narrow: boolean }) => Promise<unknown>;
}

// 200 % of a window of the size that the app opens with.
const ZOOMED = { width: 620, height: 400 };

/** @returns by how many CSS px the page is wider than its window: a page is never scrolled sideways */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** What is wrong with the page as it is shown now. */
async function faultsAs(page: Page, look: string, what?: 'colours'): Promise<readonly string[]> {
  const found = await faultsOf(page, what);
  const overflow = await overflowOf(page);
  const wider = overflow > 0 ? [`the page is ${overflow} px wider than its window`] : [];
  return [...wider, ...found].map((fault) => `${look}: ${fault}`);
}

for (const { name, path, act } of scenes as readonly Scene[]) {
  // One walk for all looks: getting there takes longer than looking.
  test(`${name} is without a fault in light, dark and high contrast, and at 200 %`, async ({
    page,
    open,
  }) => {
    await open(path);
    await act(page, { narrow: false });
    const faults = [...(await faultsAs(page, 'light'))];
    // The same page, dressed by the system as the user would.
    await page.emulateMedia({ colorScheme: 'dark' });
    faults.push(...(await faultsAs(page, 'dark', 'colours')));
    await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
    faults.push(...(await faultsAs(page, 'contrast', 'colours')));
    await page.setViewportSize(ZOOMED);
    faults.push(...(await faultsAs(page, 'zoomed')));
    expect(faults).toEqual([]);
  });
}
