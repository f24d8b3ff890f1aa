/** A Chromium that is on the machine, as `chromium.launch` of Playwright takes it: CHROMIUM, else Debian's. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Root cannot be sandboxed; everybody else is.
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
};
