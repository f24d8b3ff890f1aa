import type { Page } from '@playwright/test';

const MOST = 60;

/** The name of what has the focus, as a person would say it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return '';
    const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null;
    return (at.getAttribute('aria-label') ?? label ?? at.textContent ?? '').trim();
  });

/** Presses Tab until the focus is on it. @throws Error where it never is: it cannot be reached by keyboard */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < MOST; presses += 1) {
    const now = await focused(page);
    if (typeof name === 'string' ? now === name || now.startsWith(`${name}`) : name.test(now)) return;
    seen.push(now);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}; it came to: ${seen.join(' | ')}`);
}
