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
    configureChromium(join(tmpdir(), `keyrack-failed-${process.pid}`));
    return { failure };
  }
}
