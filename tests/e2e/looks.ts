import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Theme } from '#shared/model/preferences.ts';
import { ask } from './bridge.ts';

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

export interface Look {
  readonly name: string;
  readonly theme: Theme;
  readonly zoom: 1 | 2;
}

export const LOOKS: readonly Look[] = [
  { name: 'light', theme: 'light', zoom: 1 },
  { name: 'dark', theme: 'dark', zoom: 1 },
  { name: 'contrast', theme: 'contrast', zoom: 1 },
  { name: 'zoomed', theme: 'dark', zoom: 2 },
];

/** Gives the whole app a look, as Settings and the zoom menu do. */
export async function dress(app: ElectronApplication, window: Page, { theme, zoom }: Look): Promise<void> {
  await ask(window, 'preferences.set', { theme });
  await app.evaluate(({ webContents }, factor) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(factor);
  }, zoom);
  await window.waitForFunction(
    ({ wanted, factor }) => {
      const { theme: shown, contrast } = document.documentElement.dataset;
      const isDressed = wanted === 'contrast' ? contrast === 'more' : shown === wanted;
      return isDressed && devicePixelRatio === factor;
    },
    { wanted: theme, factor: zoom },
  );
}

/** Colours in the middle of an animation are nobody's colours. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.all(ending.map((each) => each.finished.catch(() => undefined)));
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

/** A picture of the window on top, where SHOTS names a folder: to be looked at, nothing is compared. */
export async function shoot(app: ElectronApplication, page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  await settle(page);
  const url = page.url();
  // Playwright's own picture knows nothing of the zoom.
  const picture = await app.evaluate(async ({ BrowserWindow }, shown) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === shown);
    return (await window?.capturePage())?.toPNG().toString('base64') ?? '';
  }, url);
  writeFileSync(join(folder, `${name}.png`), Buffer.from(picture, 'base64'));
}

/** Collects what the policy refuses and what goes wrong in any page, from its first line on. */
export async function watchPages(app: ElectronApplication, window: Page): Promise<() => readonly string[]> {
  const said: string[] = [];
  const context = app.context();
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  context.on('weberror', (error) => said.push(error.error().message));
  await context.exposeFunction('onViolation', (text: string) => {
    said.push(text);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const { onViolation } = globalThis as unknown as { onViolation(text: string): void };
      onViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  await window.reload();
  return () => said;
}
