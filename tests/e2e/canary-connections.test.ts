import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { createAuthority } from '#tests/counterparts/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '#tests/counterparts/connect-proxy.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import type { Misbehaviour } from '#tests/counterparts/services/misbehaviour.ts';
import { orchard } from '#tests/counterparts/services/orchard.ts';
import { APP } from '#tests/counterparts/services/orchard-auth.ts';
import { ask, call, listKeys } from './bridge.ts';
import {
  type Canaries,
  createCanaries,
  heapOf,
  newCanary,
  searchFolder,
  storageOf,
  watchArguments,
} from './canary.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack, type Place } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { connectionRow, openView, settle, test } from './life.ts';
import { dialogOf } from './rack.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

// A connection with all the secrets that one can have: a credential of several parts, a proxy's password, its keys'
// values, a webhook's secret. Everything is done with it, well and badly, while the debug log is on.

const MANIFEST = readFileSync(
  join(import.meta.dirname, '..', 'fixtures', 'manifests', 'orchard.json'),
  'utf8',
);

/** Answers the entry windows that a call opens, one after the other. @returns what the call answers */
async function entering(
  { window, nextWindow }: Keyrack,
  asked: readonly [string, unknown],
  values: readonly string[],
) {
  let next = nextWindow('Enter secret');
  const answer = call(window, ...asked);
  for (const [index, value] of values.entries()) {
    const entry = await next;
    if (index < values.length - 1) next = nextWindow('Enter secret');
    await entry.getByLabel('Secret').fill(value);
    await closeBy(entry, () => entry.getByRole('button', { name: 'Save secret' }).click());
  }
  return answer;
}

/** The same where the first value is refused in the window. */
async function enteringAgain(
  { window, nextWindow }: Keyrack,
  asked: readonly [string, unknown],
  [wrong, right]: readonly [string, string],
) {
  const [entry, answer] = [nextWindow('Enter secret'), call(window, ...asked)];
  const page = await entry;
  const save = page.getByRole('button', { name: 'Save secret' });
  await page.getByLabel('Secret').fill(wrong);
  await save.click();
  await expect(page.getByRole('alert')).not.toBeEmpty();
  await page.getByLabel('Secret').fill(right);
  await closeBy(page, () => save.click());
  return answer;
}

interface Stage extends Keyrack {
  readonly service: Counterpart;
  readonly proxy: ConnectProxy;
  readonly canaries: Canaries;
  readonly place: { readonly environmentId: string; readonly connectionId: string };
}

async function liveWell(stage: Stage): Promise<string> {
  const { window, service, canaries, place } = stage;
  const id = place.connectionId;
  expect(await ask(window, 'connections.test', { id })).toMatchObject({ ok: true });
  const { steps } = await ask(window, 'connections.diagnose', { id });
  expect(steps.filter(({ state }) => state === 'problem')).toEqual([]);
  const key = await ask(window, 'keys.create', { ...place, name: 'Cider press', scopes: ['apples:read'] });
  canaries.add('created', fromKeyring(key));
  expect(await ask(window, 'keys.verify', { id: key.id })).toMatchObject({ is: 'valid' });
  for (const operation of ['list', 'verify', 'create', 'regenerate'] as const) {
    const wanted = { id, operation, keyId: key.id, send: operation === 'list' || operation === 'verify' };
    expect((await ask(window, 'connections.tryOut', wanted)).exchanges.length).toBeGreaterThan(0);
  }
  await ask(window, 'keys.edit', { id: key.id, name: 'Cider', description: 'For the press' });
  await ask(window, 'keys.act', { id: key.id, act: 'disable' });
  await ask(window, 'keys.act', { id: key.id, act: 'enable' });
  await ask(window, 'alerts.add', { keyId: key.id, condition: 'api_requests > 1000/hour' });
  await ask(window, 'keys.usage', { id: key.id, since: new Date(Date.now() - 3_600_000).toISOString() });
  await ask(window, 'keys.snippets', { id: key.id });
  await ask(window, 'keys.acknowledge', { id: key.id });
  canaries.add('renewed', fromKeyring(await ask(window, 'keys.regenerate', { id: key.id, byHand: false })));

  const elsewhere = service.keys.add({ name: 'Made elsewhere', scopes: ['pears:read'] });
  canaries.add('elsewhere', elsewhere.secret);
  await ask(window, 'connections.sync', { id });
  const found = (await listKeys(window)).find(({ held }) => !held)?.id ?? '';
  const mistyped = `${elsewhere.secret.slice(0, 8)}${newCanary('mistyped')}`;
  canaries.add('mistyped', mistyped);
  const entered = await enteringAgain(stage, ['keys.enter', { id: found }], [mistyped, elsewhere.secret]);
  expect(entered).toMatchObject({ ok: true, value: { held: true } });
  return key.id;
}

/** The service says all that it was told, in every place where a service can say something. */
function echoing(secrets: readonly string[], status: number): Misbehaviour {
  const said = secrets.join(' ');
  const headers = { 'x-echo': said, location: `https://127.0.0.1:9/?key=${encodeURIComponent(said)}` };
  return {
    does: 'answer',
    status,
    headers,
    body: { ok: false, error: { message: said, code: said, value: said } },
  };
}

async function goWrong({ window, place: { connectionId: id, ...rest } }: Stage, keyId: string, name: string) {
  const all = [
    await call(window, 'connections.test', { id }),
    await call(window, 'connections.diagnose', { id }),
    await call(window, 'connections.sync', { id }),
    await call(window, 'connections.tryOut', { id, operation: 'list', send: true }),
    await call(window, 'keys.verify', { id: keyId }),
    await call(window, 'keys.create', { ...rest, connectionId: id, name, scopes: ['apples:read'] }),
  ];
  return JSON.stringify(all);
}

/** Looks at what the page shows of it too. */
async function lookInWindow(window: Page): Promise<void> {
  await openView(window, 'Connections');
  const row = connectionRow(window, 'Orchard');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(window.getByRole('status').filter({ hasText: /Works|Does not work/ })).toBeVisible();
  await window.getByRole('button', { name: 'More actions for Orchard' }).click();
  await window.getByRole('menuitem', { name: 'Diagnose' }).click();
  const dialog = dialogOf(window, 'Diagnose');
  await expect(dialog.getByRole('button', { name: 'Run again' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

function expectNowhere(canaries: Canaries, place: Place): void {
  for (const folder of [dirname(place.home), process.env.HOME ?? '']) {
    expect(searchFolder(canaries, folder).found).toEqual([]);
  }
}

test('no secret of a connection is in a file, in a log with debug lines, or in the page', async ({
  start,
  serve,
  place,
}) => {
  test.setTimeout(180_000);
  const canaries = createCanaries();
  const argumentsOfAll = watchArguments();
  const described = orchard();
  const service = await serve({
    ...described,
    // Without a digit it looks the least like a key.
    newSecret: (input) =>
      input.name === described.manager.name ? 'orc_QwaEbTyUiOpAsDfGhJkLzXcV' : described.newSecret(input),
  });
  const corporate = createAuthority('Keyrack test company');
  const secrets = {
    app: APP,
    password: service.credential,
    proxy: newCanary('proxy'),
    webhook: newCanary('webhook'),
    wrong: newCanary('wrong'),
  };
  for (const [name, value] of Object.entries(secrets)) canaries.add(name, value);
  const trusts = { name: '', key: corporate.key, cert: service.ca };
  const proxy = await startConnectProxy({ corporate, trusts, password: `ada:${secrets.proxy}` });
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await ask(window, 'preferences.set', { debugLog: true });

  await ask(window, 'providers.add', { text: MANIFEST });
  const environmentId = (await ask(window, 'environments.list'))[0]?.id ?? '';
  const settings = {
    params: { grove: 'east' },
    ca: corporate.cert,
    proxy: { url: proxy.url, user: 'ada', bypass: '' },
  };
  const connection = { environmentId, provider: 'orchard', baseUrl: service.url, ...settings };
  const added = await entering(
    keyrack,
    ['connections.add', { connection, askProxyPassword: true }],
    [secrets.proxy, secrets.app, secrets.password],
  );
  expect(added).toMatchObject({ ok: true });
  const connectionId = (await ask(window, 'connections.list'))[0]?.id ?? '';
  const stage: Stage = { ...keyrack, service, proxy, canaries, place: { environmentId, connectionId } };

  const keyId = await liveWell(stage);
  const payload = { text: '{"event":"ripe"}' };
  const signed = ['webhooks.verify', { payload, signature: `sha256=${'0'.repeat(64)}` }] as const;
  expect(await entering(keyrack, signed, [secrets.webhook])).toMatchObject({ value: { valid: false } });

  const told: string[] = [];
  for (const status of [400, 401, 403, 404, 409, 429, 500, 302]) {
    service.misbehave({ what: echoing(Object.values(secrets), status) });
    told.push(await goWrong(stage, keyId, `Answered ${status}`));
  }
  service.misbehave({ what: { does: 'cut answer', bytes: 40 } });
  told.push(await goWrong(stage, keyId, 'Cut'));
  service.misbehave(null);
  const refused = [
    'connections.edit',
    { changes: { id: connectionId, ...settings }, askCredential: true, askProxyPassword: true },
  ] as const;
  await entering(keyrack, refused, [secrets.wrong, secrets.wrong, secrets.wrong]);
  told.push(await goWrong(stage, keyId, 'With a wrong password of the proxy'));
  await proxy.stop();
  told.push(await goWrong(stage, keyId, 'Without the proxy'));
  expect(canaries.in(told.join('\n'))).toEqual([]);
  await lookInWindow(window);

  // The search itself is tried: the proxy did get its password, and what the page does hold is found.
  expect(proxy.authorizations).toContain(`Basic ${btoa(`ada:${secrets.proxy}`)}`);
  await window.evaluate(() => Object.assign(globalThis, { held: ['control', 'in-the-heap', 7].join('-') }));
  const heap = await heapOf(window);
  expect(heap).toContain('control-in-the-heap-7');
  expect(canaries.in(heap)).toEqual([]);
  expect(canaries.in(await storageOf(window))).toEqual([]);
  const logs = readdirSync(join(place.home, 'logs')).map((file) =>
    readFileSync(join(place.home, 'logs', file), 'utf8'),
  );
  expect(logs.join('')).toContain('"level":"debug"');
  expectNowhere(canaries, place);
  await keyrack.close();
  expectNowhere(canaries, place);
  expect(canaries.in(argumentsOfAll.stop())).toEqual([]);
  expect(canaries.in(keyrack.stderr())).toEqual([]);
  const kept = execFileSync(
    'secret-tool',
    ['lookup', 'service', 'keyrack', 'account', `connection/${connectionId}`],
    {
      encoding: 'utf8',
    },
  );
  expect(JSON.parse(kept)).toEqual({ app: secrets.wrong, password: secrets.wrong });
});
