import { app } from 'electron';

/**
 * What Chromium must know before it starts.
 * @param userData the folder for Chromium's own files; it also tells one running app from another
 */
export function configureChromium(userData: string): void {
  app.setPath('userData', userData);
  // Root cannot sandbox; start.mjs passes --no-sandbox to root alone, and says so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Chromium would put an item of its own into the user's keyring; it has nothing to encrypt here.
  app.commandLine.appendSwitch('password-store', 'basic');
  app.commandLine.appendSwitch('use-mock-keychain');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-breakpad');
  // Reading ten thousand keys makes much that is dropped at once; V8 would take room for it and not give it back. In MB.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=2');
}
