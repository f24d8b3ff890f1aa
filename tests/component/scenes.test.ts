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

/** @returns what is wrong with the page, as it is now */
async function faultsNow(page: Page): Promise<readonly string[]> {
  const found = await faultsOf(page);
  const overflow = await overflowOf(page);
  return [...(overflow > 0 ? [`the page is ${overflow} px wider than its window`] : []), ...found];
}

/** On a busy machine a part may come behind a quiet moment: a fault is one that stays. */
async function faultsThatStay(page: Page): Promise<readonly string[]> {
  const first = await faultsNow(page);
  if (first.length === 0) return [];
  await arrive(page);
  return faultsNow(page);
}

/** The same page, dressed by the system as the user would. */
const LOOKS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'in light': (page) => page.emulateMedia({ colorScheme: 'light' }),
  'in dark': (page) => page.emulateMedia({ colorScheme: 'dark' }),
  'in high contrast': (page) => page.emulateMedia({ contrast: 'more' }),
  'at 200 %': (page) => page.setViewportSize(ZOOMED),
};
const NAMES = Object.keys(LOOKS);

/** Each second scene in one look, in turn, as neighbours show much of the same; KEYRACK_ALL_LOOKS=1: all in all. */
function looksOf(index: number): readonly string[] {
  if (process.env.KEYRACK_ALL_LOOKS === '1') return NAMES;
  return index % 2 === 0 ? [NAMES[(index / 2) % NAMES.length] as string] : [];
}

for (const [index, { name, path, act }] of (scenes as readonly Scene[]).entries()) {
  for (const look of looksOf(index)) {
    test(`${name} is without a fault ${look}`, async ({ page, open }) => {
      await open(path);
      await act(page, { narrow: false });
      await LOOKS[look]?.(page);
      await arrive(page);
      expect(await faultsThatStay(page)).toEqual([]);
    });
  }
}
