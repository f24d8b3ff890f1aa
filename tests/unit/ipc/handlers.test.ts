import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import { Secret } from '#core/secret.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import { acme, development, handmade, playground, readerKey } from '#tests/fakes/rows.ts';
import { createFakeServices } from '#tests/fakes/services.ts';
import { connectionHandlers } from '../../../electron/ipc/handlers/connections.ts';
import { type KeyDoor, keyHandlers } from '../../../electron/ipc/handlers/keys.ts';
import { providerHandlers } from '../../../electron/ipc/handlers/providers.ts';
import { webhookHandlers } from '../../../electron/ipc/handlers/webhooks.ts';
import { createWork } from '../../../electron/ipc/work.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A desktop whose user picks files with these contents, and that keeps what it was told to open. */
function fakeDesktop(...files: readonly string[]) {
  const opened: string[] = [];
  const left = [...files];
  const desktop: Desktop = {
    open: async () => {
      const text = left.shift();
      if (text === undefined) throw new AppError('cancelled', { message: 'No file was chosen.' });
      return { name: 'picked', bytes: bytesOf(text) };
    },
    pick: async () => '/picked/file',
    save: async (_what, name) => `/picked/${name}`,
    browse: async (address) => void opened.push(address),
  };
  return { desktop, opened };
}

/** Entry windows in which one secret each is typed. */
function fakeWindows() {
  const purposes: string[] = [];
  const windows: Windows = {
    reveal: () => undefined,
    hideAll: () => undefined,
    ask: ({ purpose }, accept) => accept(new Secret(`typed-${purposes.push(purpose)}`)),
  };
  return { windows, purposes };
}

function door(overrides: Parameters<typeof createFakeServices>[0] = {}, ...files: readonly string[]) {
  const { services, asked } = createFakeServices(overrides);
  const { windows, purposes } = fakeWindows();
  const { desktop, opened } = fakeDesktop(...files);
  const told: KeyrackEvent[] = [];
  const work = createWork();
  const tell = (event: KeyrackEvent) => void told.push(event);
  return { services, windows, desktop, work, tell, asked, purposes, opened, told };
}

const connection = (provider: string) => ({ environmentId: development.id, provider });

describe('a new connection', () => {
  it('opens no window where nothing is needed', async () => {
    const here = door();
    await connectionHandlers(here)['connections.add']({
      connection: connection('playground'),
      askProxyPassword: false,
    });
    expect([here.purposes, here.asked.secrets]).toEqual([[], []]);
  });

  it('asks for the password of the proxy first, then for the credential', async () => {
    const here = door();
    await connectionHandlers(here)['connections.add']({
      connection: connection('acme'),
      askProxyPassword: true,
    });
    expect(here.purposes).toEqual([
      'The password of the proxy to Acme.',
      'The management credential of Acme.',
    ]);
    // The fake keeps the credential first.
    expect(here.asked.secrets).toEqual(['typed-2', 'typed-1']);
  });
});

describe('settings', () => {
  const edit = async (id: string, params: Readonly<Record<string, string>>, askCredential = false) => {
    const here = door();
    await connectionHandlers(here)['connections.edit']({
      changes: { id, params },
      askCredential,
      askProxyPassword: false,
    });
    return here.purposes;
  };

  it('ask for nothing that was not wanted', async () => {
    expect(await edit(playground.id, {})).toEqual([]);
  });

  it('ask for the credential when inferred ways are the first to need one', async () => {
    expect(await edit(handmade.id, { api: 'inferred' })).toEqual(['The management credential of Tower.']);
    expect(await edit(handmade.id, {})).toEqual([]);
  });
});

it('a sync tells how many keys were read', async () => {
  const here = door({
    connections: {
      sync: async (_id, { onProgress } = {}) => {
        onProgress?.(100);
        throw new AppError('network', { message: 'It cannot be reached.' });
      },
    },
  });
  const syncing = connectionHandlers(here)['connections.sync']({ id: playground.id });
  await expect(syncing).rejects.toMatchObject({ code: 'network' });
  expect(here.told).toEqual([{ kind: 'sync-progress', connectionId: playground.id, read: 100 }]);
});

it('a diagnosis tells each step as it comes', async () => {
  const found = { step: 'dns', state: 'ok', message: 'It is known.' } as const;
  const here = door({
    connections: {
      diagnose: async (_id, { onStep } = {}) => {
        onStep?.(found);
        throw new AppError('cancelled', { message: 'Cancelled.' });
      },
    },
  });
  const diagnosing = connectionHandlers(here)['connections.diagnose']({ id: playground.id });
  await expect(diagnosing).rejects.toMatchObject({ code: 'cancelled' });
  expect(here.told).toEqual([{ kind: 'diagnosis-step', connectionId: playground.id, found }]);
});

describe('a link of a service', () => {
  const support = {
    ...acme,
    links: { console: 'https://acme.example/keys', docs: null, support: 'a@b.example' },
  };
  const here = () => door({ providers: { find: () => support } });

  it.each([
    ['console', 'https://acme.example/keys'],
    ['support', 'mailto:a@b.example'],
  ] as const)('%s is opened at %s', async (link, address) => {
    const opening = here();
    await providerHandlers(opening)['providers.open']({ id: 'acme', link });
    expect(opening.opened).toEqual([address]);
  });

  it('that is not there opens nothing', async () => {
    const opening = here();
    expect(() => providerHandlers(opening)['providers.open']({ id: 'acme', link: 'docs' })).toThrow(AppError);
    expect(opening.opened).toEqual([]);
  });
});

describe('a certificate', () => {
  it('is handed over as PEM', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';
    expect(await connectionHandlers(door({}, pem))['connections.chooseCa'](undefined)).toEqual({ pem });
  });

  it.each(['', 'MIIB', '-----BEGIN PRIVATE KEY-----'])('that is %j never reaches the page', async (text) => {
    const choosing = connectionHandlers(door({}, text))['connections.chooseCa'](undefined);
    await expect(choosing).rejects.toMatchObject({ code: 'file-refused' });
  });
});

describe('a webhook', () => {
  it('is checked over the very bytes of the chosen file, which the page never gets', async () => {
    const here = door({}, 'a\r\n');
    const handlers = webhookHandlers(here);
    const { payload, ...shown } = await handlers['webhooks.choosePayload'](undefined);
    await handlers['webhooks.verify']({ payload: { chosen: payload }, signature: '5f' });
    expect(shown).toEqual({ name: 'picked', bytes: 3 });
    expect(here.asked.calls).toEqual([{ method: 'webhooks.verify', input: { bytes: 3, signature: '5f' } }]);
  });

  it('of a file that was chosen before another is not checked over the other', async () => {
    const here = door({}, 'one', 'two');
    const handlers = webhookHandlers(here);
    const { payload } = await handlers['webhooks.choosePayload'](undefined);
    await handlers['webhooks.choosePayload'](undefined);
    const checking = handlers['webhooks.verify']({ payload: { chosen: payload }, signature: '5f' });
    await expect(checking).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the first page of the rack', () => {
  const newestIn = (rackOrder: { column: string; descending: boolean } | null) => {
    const asked: unknown[] = [];
    const { services } = createFakeServices();
    const keys = {
      ...services.keys,
      newest: (...args: unknown[]) => {
        asked.push(args);
        return [readerKey];
      },
    };
    const preferences = { get: () => ({ environmentId: development.id, rackOrder }) };
    const handlers = keyHandlers({
      ...door(),
      services: { ...services, keys },
      preferences,
    } as unknown as KeyDoor);
    return { found: handlers['keys.newest'](undefined), asked };
  };

  it('is of the environment that was shown last', () => {
    const { found, asked } = newestIn(null);
    expect(found).toEqual([readerKey]);
    expect(asked).toEqual([[development.id, expect.any(Number)]]);
  });

  it.each([
    [{ column: 'created', descending: true }, 1],
    [{ column: 'created', descending: false }, 0],
    [{ column: 'name', descending: true }, 0],
  ])('is told where the newest come first, and empty where they do not: %o', (order, count) => {
    expect(newestIn(order).found).toHaveLength(count);
  });
});
