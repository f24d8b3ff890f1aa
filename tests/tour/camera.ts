import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Theme } from '#shared/model/preferences.ts';
import { settle } from '../e2e/axe.ts';
import { ask } from '../e2e/bridge.ts';

/** Takes pictures; one that only plays takes none. */
export interface Camera {
  /** @param page the window in the picture, where it is not the main one */
  shoot(name: string, options?: { readonly page?: Page; readonly dark?: boolean }): Promise<void>;
}

/** Where the reader's own home would stand. */
const READERS = '/home/you';

/**
 * Puts another path for a folder of this machine everywhere in the page, for the time of a picture.
 * The page's own framework is not told: what it draws next is as before.
 */
const rename = (page: Page, from: string, to: string): Promise<void> =>
  page.evaluate(
    ([old, wanted]) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node.nodeValue?.includes(old)) node.nodeValue = node.nodeValue.replaceAll(old, wanted);
      }
      for (const field of document.querySelectorAll('input'))
        for (const words of ['value', 'placeholder'] as const)
          if (field[words].includes(old)) field[words] = field[words].replaceAll(old, wanted);
    },
    [from, to] as const,
  );

async function put(window: Page, theme: Theme): Promise<void> {
  await ask(window, 'preferences.set', { theme });
  await window.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
}

/**
 * @param folder where the pictures go
 * @param home a folder of this machine, which no picture shows
 */
export function createCamera(window: Page, folder: string, home: string): Camera {
  const take = async (page: Page, name: string) => {
    await settle(page);
    await rename(page, home, READERS);
    // Nothing blinks in a picture, and the same page gives the same bytes.
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
    await rename(page, READERS, home);
    writeFileSync(join(folder, `${name}.png`), picture);
  };
  return {
    shoot: async (name, { page = window, dark = false } = {}) => {
      await take(page, name);
      if (!dark) return;
      await put(window, 'dark');
      await take(page, `${name}-dark`);
      await put(window, 'light');
    },
  };
}
