import { openAll, openFailure } from './all-windows.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { PROBES, probe } from './policy-probes.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-NONCE'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const fetched = ({ app }: Keyrack, url: string) =>
  app.evaluate(
    ({ session }, asked) =>
      session.defaultSession.fetch(asked).then(
        ({ status }) => status,
        (error: unknown) => String(error),
      ),
    url,
  );

test('every page carries the strict policy, with a nonce of this one load', async ({ start, place }) => {
  const { window, reveal, entry } = await openAll(start);
  const seen = new Set<string>();
  for (const page of [window, window, reveal, entry]) {
    const headers = (await page.reload())?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /'nonce-([\w+/=]{22,})'/.exec(policy)?.[1] ?? '';
    expect(policy.replace(nonce, 'NONCE')).toBe(POLICY);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    seen.add(nonce);
    if (page !== window) continue;
    // What the page hands to the libraries that inject styles.
    expect(await page.locator('meta[name="csp-nonce"]').getAttribute('content')).toBe(nonce);
  }
  expect(seen.size).toBe(4);

  const failure = await openFailure(
    start,
    { ...place, home: `${place.home}-file` },
    {
      env: { KEYRACK_HOME: `${place.home}-file` },
    },
  );
  const headers = (await failure.window.reload())?.headers() ?? {};
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'nonce-[\w-]+'$/);
});

test('the policy stops script, style, frame and connection that is not ours', async ({ start }) => {
  const { window, reveal, entry } = await openAll(start);
  for (const page of [window, reveal, entry]) {
    const { blocked, ran } = await probe(page);
    expect(ran).toEqual([]);
    expect(blocked).toEqual(PROBES.map(([, directive]) => directive).sort());
  }
});

test('app:// gives our pages and nothing else of the machine', async ({ start }) => {
  const keyrack = await start();
  expect(await fetched(keyrack, 'app://keyrack/index.html')).toBe(200);
  // out/main/main.js and axe.js have a type that is served; only their place forbids them.
  for (const path of [
    '',
    '..%2fmain%2fmain.js',
    '%2e%2e%2fmain%2fmain.js',
    '%2e%2e/main/main.js',
    'assets/..%2f..%2fmain%2fmain.js',
    '..%5cmain%5cmain.js',
    '%252e%252e%252fmain%252fmain.js',
    '..%2f..%2fnode_modules%2faxe-core%2faxe.js',
    '%2fetc%2fhostname',
    '/etc/passwd',
    `${import.meta.dirname}/../../out/main/main.js`,
    'index.html%00.js',
    '%00',
    '%',
    '%c0%ae%c0%ae/main/main.js',
    'index.html?page=1',
    'index.html/',
    'index.htm',
    'package.json',
    'assets',
  ]) {
    expect(await fetched(keyrack, `app://keyrack/${path}`), path).toBe(404);
  }
  for (const url of [
    'app://other/index.html',
    'app://keyrack.attacker.example/index.html',
    'https://attacker.example/',
    'http://127.0.0.1:9/',
    'file:///etc/hostname',
    'ftp://attacker.example/',
    'chrome://version/',
  ]) {
    expect(await fetched(keyrack, url), url).toMatch(/ERR_BLOCKED_BY_CLIENT/);
  }
});

/** Records what becomes of every attempt, after the app's own listeners have spoken. */
async function watch({ app }: Keyrack) {
  return app.evaluateHandle(({ app: electron, session, shell, webContents }) => {
    const attempts: { readonly what: string; readonly stopped: boolean }[] = [];
    const outside: string[] = [];
    for (const name of ['openExternal', 'openPath', 'showItemInFolder'] as const) {
      Object.assign(shell, { [name]: (what: string) => outside.push(`${name} ${what}`) });
    }
    for (const contents of webContents.getAllWebContents()) {
      contents.on('will-frame-navigate', (event) =>
        attempts.push({ what: event.url, stopped: event.defaultPrevented }),
      );
      contents.on('did-create-window', () => attempts.push({ what: 'window', stopped: false }));
      contents.on('did-attach-webview', () => attempts.push({ what: 'webview', stopped: false }));
    }
    session.defaultSession.on('will-download', (event, item) =>
      attempts.push({ what: `download ${item.getFilename()}`, stopped: event.defaultPrevented }),
    );
    electron.on('web-contents-created', () => attempts.push({ what: 'web contents', stopped: false }));
    return { attempts, outside };
  });
}

test('a page goes nowhere: no navigation, window, webview or download, and nothing is opened outside', async ({
  start,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  const watched = await watch(keyrack);
  const there = window.url();
  // Without about:blank: Chromium asks nobody about it, and from there no call is answered (windows.test.ts).
  const targets = [
    'https://attacker.example/',
    'http://127.0.0.1:9/',
    'app://keyrack/reveal.html',
    'app://keyrack/entry.html#x',
    'app://other/index.html',
    'mailto:a@attacker.example',
    'smb://attacker.example/share',
    'ms-msdt:/id',
  ];
  const opened = await window.evaluate((urls) => {
    Object.assign(globalThis, { marker: 1 });
    const results: unknown[] = [];
    for (const url of urls) {
      for (const target of ['_self', '_blank', '_top', 'named']) {
        const link = Object.assign(document.createElement('a'), { href: url, target });
        document.body.append(link);
        link.click();
      }
      results.push(globalThis.open(url), globalThis.open(url, '_blank', 'popup'));
    }
    for (const href of [
      'app://keyrack/index.html',
      'data:text/plain,x',
      URL.createObjectURL(new Blob(['x'])),
    ]) {
      const link = Object.assign(document.createElement('a'), { href, download: 'kept.txt' });
      document.body.append(link);
      link.click();
    }
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://attacker.example/');
    document.body.append(view);
    return { results, isWebview: 'loadURL' in view };
  }, targets);
  expect(opened.results.every((result) => result === null)).toBe(true);
  expect(opened.isWebview).toBe(false);

  const seen = async () => (await watched.jsonValue()).attempts.map(({ what }) => what);
  await expect.poll(seen).toEqual(expect.arrayContaining(targets));
  const { attempts, outside } = await watched.jsonValue();
  expect(attempts.filter(({ stopped }) => !stopped)).toEqual([]);
  expect(outside).toEqual([]);
  expect(window.url()).toBe(there);
  expect(await window.evaluate(() => (globalThis as { marker?: number }).marker)).toBe(1);
  expect(keyrack.app.windows()).toHaveLength(1);
});

const PERMISSIONS = [
  'accelerometer',
  'background-sync',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'keyboard-lock',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'notifications',
  'payment-handler',
  'persistent-storage',
  'pointer-lock',
  'screen-wake-lock',
  'storage-access',
  'window-management',
];

test('a page is granted no permission, asked or unasked', async ({ start }) => {
  const { window, reveal, entry } = await openAll(start);
  for (const page of [window, reveal, entry]) {
    const states = await page.evaluate(
      (names) =>
        Promise.all(
          names.map(async (name) => {
            const { state } = await navigator.permissions.query({ name: name as PermissionName });
            return state;
          }),
        ),
      PERMISSIONS,
    );
    expect(states).toEqual(PERMISSIONS.map(() => 'denied'));
    const asked = await page.evaluate(async () => {
      const refused = (asking: Promise<unknown>) =>
        asking.then(
          () => 'granted',
          () => 'refused',
        );
      const location = new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, reject);
      });
      return {
        notification: await Notification.requestPermission(),
        persist: await navigator.storage.persist(),
        location: await refused(location),
        microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await refused(navigator.clipboard.readText()),
        write: await refused(navigator.clipboard.writeText('x')),
        midi: await refused(navigator.requestMIDIAccess({ sysex: true })),
        lock: await refused(navigator.wakeLock.request('screen')),
      };
    });
    expect(asked).toEqual({
      notification: 'denied',
      persist: false,
      location: 'refused',
      microphone: 'refused',
      screen: 'refused',
      clipboard: 'refused',
      write: 'refused',
      midi: 'refused',
      lock: 'refused',
    });
  }
});

test('no session of a window fetches a spelling dictionary', async ({ start }) => {
  const { app } = await openAll(start);
  const languages = await app.evaluate(({ session, webContents }) => [
    session.defaultSession.getSpellCheckerLanguages(),
    ...webContents.getAllWebContents().map((contents) => contents.session.getSpellCheckerLanguages()),
  ]);
  expect(languages.length).toBeGreaterThan(3);
  expect(languages.flat()).toEqual([]);
});
