import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { findElectron } from '../../bin/runtime.mjs';

const root = join(import.meta.dirname, '..', '..');
// Root cannot be sandboxed; everybody else is.
const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** One user's folders, thrown away after the test. */
export interface Place {
  /** KEYRACK_HOME */
  readonly home: string;
  /** XDG_CONFIG_HOME: where Claude Desktop looks for its file. */
  readonly config: string;
  readonly claude: string;
}

export interface Keyrack {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** The next window of this title that opens, such as `Secret`. */
  nextWindow(title: string): Promise<Page>;
  /** What the app wrote on stderr so far. */
  stderr(): string;
  close(): Promise<void>;
}

export interface Launch {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
}

/** The built clone, or the package that the step `packaged` names. */
function program(): { readonly executablePath: string; readonly words: readonly string[] } {
  const packaged = process.env.PACKAGED_APP;
  if (packaged !== undefined) return { executablePath: packaged, words: [] };
  const electron = findElectron(root);
  if (electron === null) throw new Error('no Electron here: npm test sets it up');
  return { executablePath: electron.path, words: [root] };
}

/** Starts the app in a place. */
/** A window that nothing can stand behind makes way for the one that says why. */
async function firstThatStays(app: ElectronApplication): Promise<Page> {
  const window = await app.firstWindow();
  try {
    await window.waitForLoadState();
    return window;
  } catch (error) {
    if (!window.isClosed()) throw error;
    return app.windows()[0] ?? app.waitForEvent('window');
  }
}

export async function launch(place: Place, { env = {}, args = [] }: Launch = {}): Promise<Keyrack> {
  const { executablePath, words } = program();
  const wanted = { ...process.env, KEYRACK_HOME: place.home, XDG_CONFIG_HOME: place.config, ...env };
  const app = await _electron.launch({
    executablePath,
    args: [...forRoot, ...words, ...args],
    env: Object.fromEntries(
      Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  });
  let stderr = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const window = await firstThatStays(app);
  const nextWindow = async (title: string) => {
    const page = await app.waitForEvent('window');
    await page.waitForLoadState();
    expect(await page.title()).toBe(title);
    return page;
  };
  return { app, window, nextWindow, stderr: () => stderr, close: () => app.close() };
}

interface Fixtures {
  readonly place: Place;
  /** Starts the app in this test's place; every one that was started is closed after the test. */
  readonly start: (options?: Launch) => Promise<Keyrack>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off this pattern.
  place: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'keyrack-e2e-'));
    const config = join(folder, 'config');
    mkdirSync(config, { mode: 0o700 });
    const claude = join(config, 'Claude', 'claude_desktop_config.json');
    await use({ home: join(folder, 'home'), config, claude });
    // Chromium may still be writing when its app has gone.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ place }, use) => {
    const started: Keyrack[] = [];
    await use(async (options = {}) => {
      const keyrack = await launch(place, options);
      started.push(keyrack);
      return keyrack;
    });
    for (const keyrack of started) await keyrack.close().catch(() => undefined);
  },
});

export { expect };
