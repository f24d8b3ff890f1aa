import type { Page } from '@playwright/test';
import { expect, type Keyrack } from './fixtures.ts';

/** Does what opens an entry window, and gives that window. */
export async function entryAfter(
  keyrack: Keyrack,
  title: string,
  act: () => Promise<unknown>,
): Promise<Page> {
  const [entry] = await Promise.all([keyrack.nextWindow(title), act()]);
  return entry;
}

/** Types into it and sends; where `repeat` is given, that is typed the second time. */
export async function type(entry: Page, button: string, value: string, repeat?: string): Promise<void> {
  await entry.getByLabel('Passphrase', { exact: true }).fill(value);
  if (repeat !== undefined) await entry.getByLabel('Repeat passphrase').fill(repeat);
  await entry.getByRole('button', { name: button }).click();
}

/** The same, and the window closes: it was taken. */
export async function typeAndClose(
  entry: Page,
  button: string,
  value: string,
  repeat?: string,
): Promise<void> {
  await Promise.all([entry.waitForEvent('close'), type(entry, button, value, repeat)]);
}

export async function expectProblem(entry: Page, words: string | RegExp): Promise<void> {
  await expect(entry.getByRole('alert')).toContainText(words);
  await expect(entry.getByLabel('Passphrase', { exact: true })).toHaveValue(/./);
}

/** What the app has put on the clipboard. Electron 45 answers with a promise, 42 at once. */
export const clipboardOf = ({ app }: Keyrack): Promise<string> =>
  app.evaluate(async ({ clipboard }) => clipboard.readText());
