import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Theme } from '#shared/model/preferences.ts';
import { settle } from './axe.ts';
import { ask } from './bridge.ts';

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
