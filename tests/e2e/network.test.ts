import { createAuthority } from '#tests/counterparts/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '#tests/counterparts/connect-proxy.ts';
import { answer, type HostileService, startHostileService } from '#tests/counterparts/hostile-service.ts';
import { type Counterpart, DRESSES } from '#tests/counterparts/services/kit.ts';
import { unisoft } from '#tests/counterparts/services/unisoft.ts';
import { ask } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack } from './fixtures.ts';
import { type Keeping, keeping } from './keeping.ts';
import { test as base, connectionRow, enterAfter, openConnection, settle } from './life.ts';

// What the whole app does where the network is not what it should be: from the window down to the wire.

const test = base.extend<Keeping>(keeping);

type Own = { readonly ca?: string | null; readonly proxy?: string };

/** A connection with a credential that Keyrack would send along. @returns its id and its environment's */
async function connect(keyrack: Keyrack, { url, credential }: Counterpart, { ca = null, proxy }: Own) {
  const { window, nextWindow } = keyrack;
  const environmentId = (await ask(window, 'environments.list'))[0]?.id ?? '';
  const connection = {
    environmentId,
    provider: 'unisoft',
    name: `Unisoft ${crypto.randomUUID()}`,
    baseUrl: url,
    params: { api: 'inferred' },
    ca,
    ...(proxy === undefined ? {} : { proxy: { url: proxy, user: null, bypass: '' } }),
  };
  const [entry, added] = [
    nextWindow('Enter secret'),
    ask(window, 'connections.add', { connection, askProxyPassword: false }),
  ];
  const page = await entry;
  await page.getByLabel('Secret').fill(credential);
  await closeBy(page, () => page.getByRole('button', { name: 'Save secret' }).click());
  return { connectionId: (await added).id, environmentId };
}

type Place = Awaited<ReturnType<typeof connect>>;

/** What the app tells of it; null where it went well. */
const told = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error as Error).message,
  );

/** A GET with the credential. */
const list = ({ window }: Keyrack, { connectionId }: Place) =>
  told(ask(window, 'connections.sync', { id: connectionId }));

/** A POST with the credential and a body. */
const create = ({ window }: Keyrack, place: Place) =>
  told(ask(window, 'keys.create', { ...place, name: 'Sent nowhere else' }));

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

test('a redirect takes neither a credential nor a body to another origin, to http or to another port', async ({
  start,
  serve,
  keep,
}) => {
  const [service, other] = [await serve(unisoft()), await serve(unisoft())];
  const plain: HostileService = await keep(startHostileService());
  plain.behave(answer({ status: 200, body: [] }));
  const keyrack = await start();
  await settle(keyrack.window);
  // The other one is trusted too: it is not its certificate that keeps the request from it.
  const place = await connect(keyrack, service, { ca: service.ca + other.ca });
  const { host, port } = new URL(service.url);
  for (const origin of [
    other.url,
    `https://localhost:${port}`,
    `http://127.0.0.1:${port}`,
    plain.url,
    plain.url.replace('127.0.0.1', 'localhost'),
  ]) {
    for (const status of [301, 302, 303, 307, 308]) {
      service.seen.length = 0;
      for (const [method, send] of [
        ['GET', list],
        ['POST', create],
      ] as const) {
        const what = { does: 'redirect', status, to: `${origin}/integrations/v1/api-keys` } as const;
        service.misbehave({ what, on: { method } });
        expect(await send(keyrack, place), `${status} to ${origin}`).toContain(
          'it sends us on to another address',
        );
      }
      // A create lists before it asks, and after it failed.
      const asked = service.seen.map(({ method, headers }) => `${method} ${headers.host}`);
      expect(asked.filter((line) => line.startsWith('POST'))).toEqual([`POST ${host}`]);
      expect(new Set(asked)).toEqual(new Set([`GET ${host}`, `POST ${host}`]));
    }
  }
  expect([other.seen, plain.seen]).toEqual([[], []]);
  expect(service.keys.all()).toEqual([]);
});

test('a certificate that is self-signed, expired, of another host or of nobody known is refused', async ({
  start,
  serve,
}) => {
  const service = await serve(unisoft());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  const trusting = await connect(keyrack, service, { ca: service.ca });
  const unknowing = await connect(keyrack, service, {});
  for (const dress of DRESSES) {
    service.wear(dress);
    for (const place of dress === 'good' ? [unknowing] : [unknowing, trusting]) {
      const test = await ask(window, 'connections.test', { id: place.connectionId });
      expect(test, dress).toMatchObject({ ok: false, message: expect.stringMatching(/certificate/i) });
      expect(await list(keyrack, place), dress).toMatch(/certificate/i);
      expect(await create(keyrack, place), dress).toMatch(/certificate/i);
    }
  }
  expect(service.seen).toEqual([]);
  service.wear('good');
  expect([await list(keyrack, trusting), await create(keyrack, trusting)]).toEqual([null, null]);
});

test('a company that opens TLS is gone through with its own authority, and not without', async ({
  start,
  serve,
  keep,
}) => {
  const service = await serve(unisoft());
  const corporate = createAuthority('Keyrack test company');
  const trusts = { name: '', key: corporate.key, cert: service.ca };
  const company: ConnectProxy = await keep(
    startConnectProxy({ corporate, trusts, password: 'ada:open sesame' }),
  );
  const keyrack = await start();
  const { window, nextWindow } = keyrack;
  await settle(window);

  const dialog = await openConnection(window, 'Unisoft');
  await dialog.getByLabel('Name', { exact: true }).fill('Behind');
  await dialog.getByRole('radio', { name: 'Inferred API', exact: true }).click();
  await dialog.getByRole('button', { name: 'Advanced' }).click();
  await dialog.getByLabel('Base URL').fill(service.url);
  await dialog.getByLabel('Proxy URL').fill(company.url);
  await dialog.getByLabel('Proxy user').fill('ada');
  await dialog.getByRole('checkbox', { name: 'The proxy needs a password' }).check();
  await dialog.getByLabel('CA certificate').fill(corporate.cert);
  const [asking] = await Promise.all([
    nextWindow('Enter secret'),
    dialog.getByRole('button', { name: 'Add connection' }).click(),
  ]);
  await expect(asking.getByText('The password of the proxy to Unisoft.')).toBeVisible();
  await asking.getByLabel('Secret').fill('open sesame');
  await enterAfter(keyrack, service.credential, () =>
    closeBy(asking, () => asking.getByRole('button', { name: 'Save secret' }).click()),
  );
  await expect(dialog).toHaveCount(0);
  const row = connectionRow(window, 'Behind');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Works' })).toBeVisible();
  expect(new Set(company.seen)).toEqual(new Set([`CONNECT ${new URL(service.url).host}`]));
  expect(company.overheard()).toContain('/integrations/v1/api-keys');

  const id = (await ask(window, 'connections.list'))[0]?.id ?? '';
  for (const ca of [service.ca, null]) {
    const heard = company.overheard();
    const asked = company.seen.length;
    const proxy = { url: company.url, user: 'ada', bypass: '' };
    const changes = { id, params: { api: 'inferred' }, proxy, ca };
    await ask(window, 'connections.edit', { changes, askCredential: false, askProxyPassword: false });
    await row.getByRole('button', { name: 'Test' }).click();
    await expect(window.getByRole('status').filter({ hasText: 'Does not work' })).toContainText(
      /certificate/i,
    );
    expect(company.seen.length).toBeGreaterThan(asked);
    expect(company.overheard()).toBe(heard);
  }
});
