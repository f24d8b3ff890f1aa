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

const QUIET_MS = 80;

/**
 * Parts of a view come by themselves, later; waits until nothing more has come for a moment, and until that has been drawn:
 * a table takes the room that is left when a frame is.
 */
const arrive = (page: Page): Promise<void> =>
  page.evaluate(
    (quiet) =>
      new Promise((done) => {
        // What still slides into its place covers what stands there.
        const settled = () =>
          Promise.allSettled(
            document
              .getAnimations()
              .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
              .map(({ finished }) => finished),
          );
        const frame = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
        const drawn = () => void settled().then(frame);
        let timer = setTimeout(drawn, quiet);
        const later = () => {
          clearTimeout(timer);
          timer = setTimeout(drawn, quiet);
        };
        new MutationObserver(later).observe(document, { childList: true, subtree: true });
      }),
    QUIET_MS,
  );

async function faultsNow(page: Page, what?: 'colours'): Promise<readonly string[]> {
  const found = await faultsOf(page, what);
  const overflow = await overflowOf(page);
  return [...(overflow > 0 ? [`the page is ${overflow} px wider than its window`] : []), ...found];
}

/** What is wrong with the page as it is shown. On a busy machine a part may come behind a quiet moment: a fault is one that stays. */
async function faultsAs(page: Page, look: string, what?: 'colours'): Promise<readonly string[]> {
  const first = await faultsNow(page, what);
  if (first.length === 0) return [];
  await arrive(page);
  return (await faultsNow(page, what)).map((fault) => `${look}: ${fault}`);
}

type Look = (page: Page) => Promise<readonly string[]>;

// The same page, dressed by the system as the user would.
const LOOKS: readonly (readonly [string, Look])[] = [
  [
    'dark',
    async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      return faultsAs(page, 'dark', 'colours');
    },
  ],
  [
    'high contrast',
    async (page) => {
      await page.emulateMedia({ contrast: 'more' });
      return faultsAs(page, 'contrast', 'colours');
    },
  ],
  [
    'at 200 %',
    async (page) => {
      await page.setViewportSize(ZOOMED);
      return faultsAs(page, 'zoomed');
    },
  ],
];

// Each scene in light and in one other look, in turn: neighbours show much of the same. `npm run look` sees all of all.
for (const [index, { name, path, act }] of (scenes as readonly Scene[]).entries()) {
  const [words, look] = LOOKS[index % LOOKS.length] as (typeof LOOKS)[number];
  test(`${name} is without a fault in light and ${words}`, async ({ page, open }) => {
    await open(path);
    await act(page, { narrow: false });
    await arrive(page);
    expect([...(await faultsAs(page, 'light')), ...(await look(page))]).toEqual([]);
  });
}
