import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { configureChromium } from './chromium.ts';

export type Prepared = { readonly home: string } | { readonly failure: unknown };

/**
 * Opens the home and gives Chromium its folder in it, both before the app is ready.
 * @param open makes the home ready; @param flag the value of --home. What it throws is shown once a window can be.
 */
export function prepareHome(open: (flag: string) => string): Prepared {
  try {
    const home = open(app.commandLine.getSwitchValue('home'));
    configureChromium(join(home, 'chromium'));
    return { home };
  } catch (failure) {
    // Made by us, with a name that nobody can know before: in /tmp anybody can lay out folders.
    const folder = mkdtempSync(join(tmpdir(), 'keyrack-failed-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    configureChromium(folder);
    return { failure };
  }
}
