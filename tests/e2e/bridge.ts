import type { Page } from '@playwright/test';
import type { Bridge, MainInput, MainMethod, MainOutput } from '#shared/ipc/client.ts';

/** Asks main what the page would ask, as the page. @throws Error with the failure's words */
export async function ask<K extends MainMethod>(
  window: Page,
  method: K,
  input?: MainInput<K>,
): Promise<MainOutput<K>> {
  const result = await window.evaluate(
    (call) => (globalThis as unknown as { bridge: Bridge }).bridge.call(call.method, call.input),
    { method, input },
  );
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`);
  return result.value as MainOutput<K>;
}
