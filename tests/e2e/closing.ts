import type { Page } from '@playwright/test';

/** Does what closes the window, and waits until it is gone. A press may find its window gone halfway through. */
export async function closeBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const closed = page.waitForEvent('close');
  const failed = await act().then(
    () => null,
    (error: unknown) => error,
  );
  if (failed !== null && !page.isClosed()) throw failed;
  await closed;
}
