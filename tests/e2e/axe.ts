import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is used of axe in a page. */
interface Axe {
  run(
    context: Document,
    options: { readonly runOnly: readonly string[]; readonly resultTypes: readonly string[] },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

/** Colours in the middle of an animation are nobody's colours. A colour that is inherited sets others moving in turn. */
export const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const endless = Number.POSITIVE_INFINITY;
    const drawn = () => new Promise((done) => requestAnimationFrame(done));
    const moving = () =>
      document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== endless);
    // What a change sets moving begins with the next picture.
    await drawn();
    await drawn();
    for (let ending = moving(); ending.length > 0; ending = moving()) {
      await Promise.all(ending.map((each) => each.finished.catch(() => undefined)));
      await drawn();
    }
  });

/** @returns what axe finds wrong with the page as it is now, one line each */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await settle(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`,
      ),
    );
  }, RULES);
}
