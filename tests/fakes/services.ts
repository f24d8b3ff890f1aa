import { findOne, getRow, inEnvironment } from '#core/finding.ts';
import { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import { createSession } from '#core/session/session.ts';
import { offerOf } from '#shared/model/provider.ts';
import { fakeDelivering } from './delivering-service.ts';
import { fakePolicies } from './policies.ts';
import { fakeRotating } from './rotating-service.ts';
import {
  AT,
  acme,
  connections,
  deliveryTest,
  development,
  handmade,
  liveKey,
  playground,
  production,
  providers,
  readerKey,
  storage,
  towerKey,
  uuid,
} from './rows.ts';

/** What was asked of the services, so that a test can see what a command line became. */
export interface Asked {
  readonly calls: { readonly method: string; readonly input: unknown }[];
  /** Secrets that were handed in, opened. */
  readonly secrets: string[];
}

/** The domain without a domain: fixed rows, and a record of what was asked. A test overrides what it is about. */
export function createFakeServices(
  overrides: {
    readonly [K in keyof Services]?: Partial<Services[K]>;
  } = {},
): { readonly services: Services; readonly asked: Asked } {
  const asked: Asked = { calls: [], secrets: [] };
  const note = <T>(method: string, input: unknown, result: T): T => {
    asked.calls.push({ method, input });
    return result;
  };
  const keep = (secret: Secret | null) => {
    if (secret !== null) asked.secrets.push(secret.expose());
  };
  const environments = [development, production];
  const keys = [readerKey, liveKey, towerKey];
  const notUsed = (): never => {
    throw new Error('the command does not use this');
  };

  const services: Services = {
    session: createSession(),
    storage: {
      status: async () => storage,
      store: notUsed,
      choose: async (tier, passphrase, options) => {
        keep(passphrase);
        note('storage.choose', options?.loseAuditKey ? { tier, ...options } : tier, undefined);
      },
      setPresence: notUsed,
      changePresence: notUsed,
      checkPresence: notUsed,
      unlock: async (passphrase) => {
        keep(passphrase);
        note('storage.unlock', null, undefined);
      },
      lock: async () => note('storage.lock', null, undefined),
      ...overrides.storage,
    },
    environments: {
      list: () => environments,
      create: (input) => note('environments.create', input, { ...development, name: input.name }),
      createFromTemplate: notUsed,
      edit: (input) =>
        note('environments.edit', input, { ...development, name: input.name ?? 'Development' }),
      move: (input) => note('environments.move', input, environments),
      duplicate: (input) => note('environments.duplicate', input, { ...development, name: input.name }),
      archive: (id) =>
        note('environments.archive', id, { ...development, archivedAt: '2026-11-20T12:00:00.000Z' }),
      unarchive: (id) => note('environments.unarchive', id, development),
      remove: (id, confirm) => note('environments.remove', { id, confirm }, undefined),
      find: (name) => findOne('environment', environments, name),
      ...overrides.environments,
    },
    providers: {
      list: () => providers,
      find: (id) => findOne('provider', providers, id),
      check: () => ({ issues: [], provider: acme }),
      add: (text) => note('providers.add', text, acme),
      remove: (id) => note('providers.remove', id, undefined),
      manifest: (id) => JSON.stringify({ schema: 1, id }),
      ...overrides.providers,
    },
    connections: {
      list: () => connections,
      get: (id) => findOne('connection', connections, id),
      needs: ({ provider, params }) => {
        const { credential, credentialParts } = findOne('provider', providers, provider);
        return { credential: credential || params?.api === 'inferred' ? credentialParts : [] };
      },
      add: async (input, { credential = null, proxyPassword = null }) => {
        keep(credential);
        keep(proxyPassword);
        return note('connections.add', input, playground);
      },
      edit: async (changes, { credential = null, proxyPassword = null } = {}) => {
        keep(credential);
        keep(proxyPassword);
        return note('connections.edit', changes, playground);
      },
      test: async (id) => note('connections.test', id, { ok: true, message: 'It answers.', next: null }),
      diagnose: async (id) =>
        note('connections.diagnose', id, {
          steps: [{ step: 'dns', state: 'ok', message: 'The name is known.' }],
          conclusion: 'All is well.',
          next: null,
        }),
      sync: async (id) =>
        note('connections.sync', id, {
          connectionId: id,
          at: AT,
          listed: 1,
          added: [],
          changed: [],
          gone: [],
          orphans: [],
          notHeld: [],
        }),
      tryOut: async (request) => note('connections.tryOut', request, { exchanges: [], outcome: null }),
      remove: async (id, confirm) => note('connections.remove', { id, confirm }, undefined),
      find: (name, environmentId) => findOne('connection', inEnvironment(connections, environmentId), name),
      ...overrides.connections,
    },
    keys: {
      list: () => keys,
      page: () => ({ keys, next: null }),
      newest: () => keys,
      get: (id) => getRow('key', { get: () => keys.find((key) => key.id === id) ?? null }, id),
      find: (name, environmentId) => findOne('key', inEnvironment(keys, environmentId), name),
      create: async (input) => note('keys.create', input, { ...readerKey, name: input.name }),
      prepareByHand: () => offerOf(handmade.offers, 'create'),
      createByHand: async (input, secret) => {
        keep(secret);
        return note('keys.createByHand', input, { ...towerKey, name: input.name });
      },
      add: async (input, secret) => {
        keep(secret);
        return note('keys.add', input, { ...liveKey, name: input.name });
      },
      enter: async (request, secret) => {
        keep(secret);
        return note('keys.enter', request, readerKey);
      },
      copyValue: notUsed,
      identify: async (secret) => {
        keep(secret);
        return { keyIds: [readerKey.id], beginning: { provider: 'acme', testMode: true } };
      },
      edit: async (changes) => note('keys.edit', changes, readerKey),
      act: async (request) => note('keys.act', request, request.act === 'delete' ? null : readerKey),
      regenerate: async (request, secret) => {
        keep(secret);
        return note('keys.regenerate', request, readerKey);
      },
      consequences: async (id) => ({
        deliveries: keys.find((key) => key.id === id)?.deliveries ?? [],
        warnings: [],
      }),
      verify: async (id) =>
        note('keys.verify', id, {
          is: 'valid',
          because: null,
          message: 'The service accepts it.',
          next: null,
        }),
      usage: async (id, since) =>
        note('keys.usage', { id, since: since.toISOString() }, { since: AT, requests: 3, points: [] }),
      snippets: () => [{ id: 'curl', title: 'curl', text: 'curl -H "apiKey: $PLAYGROUND_API_KEY"' }],
      recreate: notUsed,
      acknowledge: notUsed,
      read: async () => new Secret('s3cret-value'),
      readOnce: notUsed,
      readForCopy: notUsed,
      recover: async () => undefined,
      fingerprintHeld: notUsed,
      ...overrides.keys,
    },
    alerts: {
      list: async () => [],
      add: async (keyId, condition) =>
        note(
          'alerts.add',
          { keyId, condition },
          { id: uuid(61), keyId, condition, judgedBy: 'keyrack', lastFiredAt: null },
        ),
      remove: async (keyId, alertId) => note('alerts.remove', { keyId, alertId }, undefined),
      judge: notUsed,
      ...overrides.alerts,
    },
    packages: {
      check: async (command) => note('packages.check', command, []),
      ...overrides.packages,
    },
    webhooks: {
      verify: async (payload, signature, secret) => {
        keep(secret);
        return note(
          'webhooks.verify',
          { bytes: payload.length, signature },
          { valid: true, message: 'The signature is right.' },
        );
      },
      ...overrides.webhooks,
    },
    samples: { list: () => [], fill: notUsed, clear: notUsed, ...overrides.samples },
    uninstalling: {
      plan: notUsed,
      part: notUsed,
      removeSecrets: notUsed,
      live: notUsed,
      ...overrides.uninstalling,
    },
    policies: { ...fakePolicies(note), ...overrides.policies },
    activity: {
      list: () => ({ rows: [], total: 0 }),
      newest: (limit, filter) => note('activity.newest', { limit, filter }, []),
      write: (filter, format, limit) => note('activity.write', { filter, format, limit }, ''),
      verify: async () => ({ valid: true, rows: 0, chained: 0, late: 0, problems: [] }),
      keep: async () => undefined,
      end: async () => undefined,
      unlocking: (work) => work(),
      ...overrides.activity,
    },
    importing: {
      plan: notUsed,
      run: notUsed,
      deleteFile: notUsed,
      forget: () => undefined,
      ...overrides.importing,
    },
    scanning: {
      scan: async () => ({ files: 0, findings: [], passedOver: [], isCompared: true }),
      repairs: () => [],
      closeFiles: async () => [],
      ...overrides.scanning,
    },
    adopting: { find: notUsed, plan: notUsed, adopt: notUsed, ...overrides.adopting },
    delivering: { ...fakeDelivering(note), ...overrides.delivering },
    inventory: {
      list: async () => ({ rows: [], services: [], unread: [], unlooked: null }),
      ...overrides.inventory,
    },
    rotating: { ...fakeRotating({ note, keep, keys }), ...overrides.rotating },
    deliveryTests: {
      run: async (id) => note('deliveryTests.run', id, deliveryTest),
      ...overrides.deliveryTests,
    },
  };
  return { services, asked };
}
