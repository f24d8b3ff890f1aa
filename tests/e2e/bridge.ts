import type { Page } from '@playwright/test';
import type { Bridge, MainInput, MainMethod, MainOutput, Result } from '#shared/ipc/client.ts';

/** Whatever a page may try, with the answer as it comes. */
export async function call(page: Page, method: string, input?: unknown): Promise<Result<unknown>> {
  const answer = await page.evaluate(
    (asked) => (globalThis as unknown as { bridge: Bridge }).bridge.call(asked.method, asked.input),
    { method, input },
  );
  return JSON.parse(answer) as Result<unknown>;
}

/** As many keys as a test makes. */
export const listKeys = async (window: Page) => (await ask(window, 'keys.list', { after: 0 })).keys;

/** Asks main what the page would ask, as the page. @throws Error with the failure's words */
export async function ask<K extends MainMethod>(
  window: Page,
  method: K,
  input?: MainInput<K>,
): Promise<MainOutput<K>> {
  const result = await call(window, method, input);
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`);
  return result.value as MainOutput<K>;
}
