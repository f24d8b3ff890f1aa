import type { AddressInfo } from 'node:net';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import type { Bridge, MainInput, MainMethod, MainOutput, Result } from '#shared/ipc/client.ts';
import { launchOptions } from './browser.mjs';
import { serve } from './serve.mjs';

interface Fixtures {
  /** What the page's policy refused, and what it wrote on the console or threw: none of it may be. */
  readonly said: readonly string[];
  /** Opens the page; the query says what the fake bridge answers. Ends when the page has loaded. */
  readonly open: (path: string) => Promise<void>;
  /** What another door does meanwhile: main is asked, and tells the page what changed. */
  readonly ask: <M extends MainMethod>(method: M, input: MainInput<M>) => Promise<MainOutput<M>>;
}

interface PerWorker {
  readonly address: string;
  readonly common: BrowserContext;
}

/** A plain browser over the fake bridge: the page is the app's, main is pretended. */
export const test = base.extend<Fixtures, PerWorker>({
  launchOptions: [launchOptions, { scope: 'worker' }],
  // Pages of one context, as they keep nothing: so a browser compiles their scripts once.
  common: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        viewport: { width: 1240, height: 800 },
        reducedMotion: 'reduce',
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ common }, use) => {
    const page = await common.newPage();
    await use(page);
    await page.close();
  },
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off this pattern.
    async ({}, use) => {
      const server = await serve(0);
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.close();
    },
    { scope: 'worker' },
  ],
  said: async ({ page }, use) => {
    const said: string[] = [];
    page.on('pageerror', ({ message }) => said.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    await page.exposeFunction('onViolation', (text: string) => said.push(text));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
        const { onViolation } = globalThis as unknown as { onViolation(text: string): void };
        onViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
      });
    });
    await use(said);
    expect(said).toEqual([]);
  },
  ask: async ({ page }, use) => {
    const call = async ([method, input]: readonly [string, unknown]) => {
      const { bridge } = globalThis as unknown as { bridge: Bridge };
      return bridge.call(method, input);
    };
    await use(async (method, input) => {
      const answer = JSON.parse(await page.evaluate(call, [method, input] as const)) as Result<unknown>;
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value as never;
    });
  },
  open: async ({ page, address, said: _said }, use) => {
    await use(async (path) => {
      await page.goto(`${address}${path}`);
    });
  },
});

export { expect };
