import { chromiumOf } from '../../scripts/setup/libraries.mjs';

const executablePath = chromiumOf();

/** A Chromium that is on the machine, as `chromium.launch` of Playwright takes it. */
export const launchOptions = {
  ...(executablePath === null ? {} : { executablePath }),
  // Root cannot be sandboxed; everybody else is.
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
};
