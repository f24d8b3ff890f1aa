import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openAll, openEntry, openFailure, openReveal } from './all-windows.ts';
import { ask, call, listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { confinementOf, startAsNobody } from './sandbox.ts';
import { seed } from './seed.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

const PRELOAD = join(import.meta.dirname, '..', '..', 'out', 'preload', 'preload.cjs');
const WARNINGS = { env: { ELECTRON_ENABLE_SECURITY_WARNINGS: '1' } };

const preferencesOfAll = ({ app }: Keyrack) =>
  app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron has it, and leaves it out of its types.
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return getLastWebPreferences.call(contents);
    }),
  );

/** What a page has that a bare frame of the same page has not. */
const ownGlobals = (page: Page) =>
  page.evaluate(() => {
    const bare = document.createElement('iframe');
    document.body.append(bare);
    const known = new Set(Object.getOwnPropertyNames(bare.contentWindow));
    const inFrame = 'bridge' in (bare.contentWindow ?? {});
    bare.remove();
    const global = globalThis as unknown as Record<string, object>;
    return {
      inFrame,
      own: Object.getOwnPropertyNames(globalThis)
        .filter((name) => !known.has(name) && name !== '__zod_globalConfig')
        .map((name) => `${name}: ${Object.keys(global[name] ?? {}).join()}`),
      ofNode: ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'electron'].filter(
        (name) => name in globalThis,
      ),
      protocol: location.protocol,
    };
  });

async function warningsOf(page: Page): Promise<readonly string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.reload();
  // Electron warns once the page is loaded, some of it a turn later.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  return said.filter((text) => text.includes('Security Warning'));
}

const SAFE = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
};

test('every window is a sandboxed page with two functions of ours and nothing of Node', async ({ start }) => {
  const opened = await openAll(start, WARNINGS);
  const { window, reveal, entry } = opened;
  const all = await preferencesOfAll(opened);
  expect(all).toHaveLength(3);
  for (const each of all) expect(each).toMatchObject(SAFE);
  for (const page of [window, reveal, entry]) {
    expect(await ownGlobals(page)).toEqual({
      inFrame: false,
      own: ['bridge: call,on'],
      ofNode: [],
      protocol: 'app:',
    });
  }
  for (const page of [reveal, entry, window]) expect(await warningsOf(page)).toEqual([]);
});

test('the window of a start that failed is as closed, and has no function of ours', async ({
  start,
  place,
}) => {
  const failure = await openFailure(start, place, WARNINGS);
  const [only] = await preferencesOfAll(failure);
  expect(only).toMatchObject(SAFE);
  expect(await ownGlobals(failure.window)).toEqual({
    inFrame: false,
    own: [],
    ofNode: [],
    protocol: 'app:',
  });
  expect(await warningsOf(failure.window)).toEqual([]);
});

test('a window for a secret has a process of its own, and nobody else’s calls', async ({ start }) => {
  const { app, window, reveal, entry } = await openAll(start);
  const processes = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
  );
  expect(new Set(processes).size).toBe(3);
  const kept = await app.evaluate(({ webContents, session }) =>
    webContents
      .getAllWebContents()
      .map(({ session: own }) => [
        own === session.defaultSession,
        own.isPersistent(),
        own.getStoragePath() !== null,
      ])
      .filter((facts) => facts.includes(true)),
  );
  // The main window alone.
  expect(kept).toEqual([[true, true, true]]);
  const token = crypto.randomUUID();
  for (const [page, method, input] of [
    [window, 'reveal.take', { token }],
    [window, 'entry.save', { value: 'x' }],
    [window, 'entry.paste', undefined],
    [window, '__proto__', undefined],
    [window, 'constructor', undefined],
    [reveal, 'keys.list', undefined],
    [reveal, 'entry.paste', undefined],
    [entry, 'reveal.take', { token }],
    [entry, 'keys.list', undefined],
  ] as const) {
    expect(await call(page, method, input), method).toMatchObject({
      ok: false,
      error: { code: 'unknown-method' },
    });
  }
});

test('a reveal window is fed once, and its token is not in its address', async ({ start }) => {
  const keyrack = await start();
  const { reveal, token } = await openReveal(keyrack, await seed(keyrack.window));
  const shown = reveal.getByRole('textbox', { name: 'Secret' });
  await expect(shown).toHaveText(/^pg_/);
  expect(reveal.url()).toBe('app://keyrack/reveal.html');
  for (const again of [token, crypto.randomUUID()]) {
    expect(await call(reveal, 'reveal.take', { token: again })).toMatchObject({
      ok: false,
      error: { code: 'forbidden-by-rule' },
    });
  }
  await reveal.reload();
  await expect(reveal.getByRole('alert')).toBeVisible();
  await expect(reveal.getByText(/pg_/)).toHaveCount(0);
});

test('an entry window gives nothing back, and is gone once its value is taken', async ({ start }) => {
  const keyrack = await start();
  const seeded = await seed(keyrack.window);
  const entry = await openEntry(keyrack, seeded);
  const canary = `entered-${crypto.randomUUID()}`;
  await entry.getByLabel('Secret').fill(canary);
  await closeBy(entry, () => entry.getByRole('button', { name: 'Save secret' }).click());
  await expect(keyrack.window.getByRole('row', { name: /Local/ })).toBeVisible();
  const [key] = await listKeys(keyrack.window);
  expect(key).toMatchObject({ name: 'Local', held: true });
  expect(JSON.stringify(key)).not.toContain(canary);
  expect(await keyrack.app.windows()).toHaveLength(1);
});

test('a page that is not a window’s own is refused', async ({ start }) => {
  const { app, window } = await start();
  const refused = { ok: false, error: { code: 'untrusted-sender' } };
  const stranger = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }, preload) => {
    const made = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    return made.loadURL('app://keyrack/index.html');
  }, PRELOAD);
  expect(await call(await stranger, 'keys.list')).toMatchObject(refused);
  for (const elsewhere of ['about:blank', 'app://keyrack/reveal.html', 'app://keyrack/entry.html']) {
    await app.evaluate(async ({ BrowserWindow }, url) => {
      const [first] = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id);
      await first?.loadURL(url);
    }, elsewhere);
    await window.waitForURL(elsewhere);
    expect(await call(window, 'keys.list'), elsewhere).toMatchObject(refused);
  }
});

async function showing(start: Parameters<typeof openAll>[0]) {
  const keyrack = await start();
  const { reveal } = await openReveal(keyrack, await seed(keyrack.window));
  await expect(reveal.getByRole('textbox', { name: 'Secret' })).toHaveText(/^pg_/);
  return { keyrack, reveal };
}

test('Hide and Escape close the reveal window', async ({ start }) => {
  const { keyrack, reveal } = await showing(start);
  await closeBy(reveal, () => reveal.getByRole('button', { name: 'Hide' }).click());
  const [key] = await listKeys(keyrack.window);
  const [again] = await Promise.all([
    keyrack.nextWindow('Secret'),
    ask(keyrack.window, 'keys.showOnce', { id: key?.id ?? '' }),
  ]);
  await closeBy(again, () => again.keyboard.press('Escape'));
  expect(await listKeys(keyrack.window)).toMatchObject([{ acknowledged: false }]);
});

test('the app ends at once while a secret is shown and another one asked for', async ({ start }) => {
  const { app, window } = await openAll(start);
  const ended = once(app.process(), 'exit');
  await Promise.all([ended, window.close()]);
  expect(await ended).toEqual([0, null]);
});

test('a reveal window closes by itself within its 30 seconds, whatever its page does', async ({ start }) => {
  const { keyrack, reveal } = await showing(start);
  // A page that has stopped working cannot hold the window open: main counts.
  await reveal.evaluate(() => {
    for (let id = Number(setTimeout(() => undefined)); id > 0; id -= 1) clearInterval(id);
  });
  await reveal.waitForEvent('close', { timeout: 35_000 });
  expect(await listKeys(keyrack.window)).toMatchObject([{ acknowledged: false }]);
});

test('the kernel confines the pages of a user who is not root', async ({ start }) => {
  const confined = { seccomp: '2', noNewPrivs: '1' };
  if (process.getuid?.() === 0) {
    const found = await startAsNobody();
    // Some machines allow no sandbox, and a clone may be readable by root alone: then there is no page at all.
    if (typeof found === 'string') test.info().annotations.push({ type: 'sandbox', description: found });
    else expect(found).toEqual(confined);
    return;
  }
  const { app } = await start();
  const pids = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
  );
  expect(pids.map(confinementOf)).toEqual([confined]);
});
