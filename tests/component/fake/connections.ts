import type { KeyrackEvent, MainClient } from '#shared/ipc/client.ts';
import type { Connection, Diagnosis, Exchange } from '#shared/model/connection.ts';
import { connectionOf } from './connection-rows.ts';
import { FakeFailure } from './failure.ts';
import { manifestOf, serviceOf } from './providers.ts';
import { newId, type World } from './world.ts';

type Methods = Pick<
  MainClient,
  Extract<keyof MainClient, `connections.${string}` | `providers.${string}` | `webhooks.${string}`>
>;

type Tell = (event: KeyrackEvent) => void;

const DIAGNOSIS: Diagnosis = {
  steps: [
    { step: 'address', state: 'ok', message: 'https://api.unizo.ai is the service’s own address.' },
    { step: 'proxy', state: 'skipped', message: 'No proxy is set for this connection.' },
    { step: 'dns', state: 'ok', message: 'api.unizo.ai is 203.0.113.20, found in 12 ms.' },
    { step: 'tcp', state: 'ok', message: 'Port 443 answered in 24 ms.' },
    { step: 'tls', state: 'ok', message: 'TLS 1.3, issued by Example Trust CA R3, valid for 61 days.' },
    { step: 'health', state: 'ok', message: 'The service says that it is up.' },
    { step: 'verify', state: 'problem', message: '401: the credential is not accepted.' },
    { step: 'clock', state: 'warning', message: 'This computer is 4 minutes ahead of the service.' },
    { step: 'scopes', state: 'skipped', message: 'Not asked: the credential is not accepted.' },
    { step: 'limits', state: 'skipped', message: 'Not asked: the credential is not accepted.' },
  ],
  conclusion: 'The service is reached, but it does not accept the credential.',
  next: 'Replace the credential in the settings of this connection.',
};

const EXCHANGE: Exchange = {
  request: {
    method: 'GET',
    url: 'https://api.unizo.ai/api/v1/platform/api-keys?limit=100',
    headers: [
      { name: 'accept', value: 'application/json' },
      { name: 'apikey', value: '••••••••' },
    ],
    body: null,
  },
  answer: null,
};

const body = JSON.stringify(
  { items: [{ id: '0197', name: 'CI', key: '••••••••', state: 'active' }] },
  null,
  2,
);

export function connectionHandlers(world: World, tell: Tell): Methods {
  const changed = (what: 'connections' | 'providers') => tell({ kind: 'changed', what });
  const change = (id: string, fields: Partial<Connection>): Connection => {
    world.connections = world.connections.map((each) => (each.id === id ? { ...each, ...fields } : each));
    changed('connections');
    const found = world.connections.find((each) => each.id === id);
    if (found === undefined) throw new FakeFailure({ code: 'not-found', message: 'Not there.', next: null });
    return found;
  };
  return {
    'providers.list': async () => world.providers,
    'providers.check': async ({ text }) => check(text),
    'providers.add': async ({ text }) => {
      const service = serviceOf('acme-crm') as World['providers'][number];
      const { id, name } = JSON.parse(text) as { id: string; name: string };
      const made = { ...service, id, name };
      world.providers = [...world.providers.filter((each) => each.id !== id), made];
      changed('providers');
      return made;
    },
    'providers.remove': async ({ id }) => {
      world.providers = world.providers.filter((each) => each.id !== id);
      changed('providers');
      return undefined;
    },
    'providers.manifest': async ({ id }) => ({ text: manifestOf(id) }),
    'providers.importFile': async () => ({ text: manifestOf('imported-crm') }),
    'providers.exportFile': async ({ id }) => ({ file: `/home/ada/Documents/${id}.keyrack.json` }),
    'providers.open': async () => undefined,
    'connections.list': async () => world.connections,
    'connections.add': async ({ connection: { name, proxy, ca, params, baseUrl, ...rest } }) => {
      const made = connectionOf({
        ...rest,
        inferred: params?.api === 'inferred',
        ...(name === undefined ? {} : { name }),
        ...(baseUrl === undefined ? {} : { baseUrl, customHost: true }),
        proxy: proxy ?? null,
        ca: ca ?? null,
        params: params ?? {},
        paths: rest.paths ?? {},
      });
      world.connections = [...world.connections, made];
      changed('connections');
      return made;
    },
    'connections.edit': async ({ changes: { id, name, params, baseUrl } }) =>
      change(id, {
        ...(name === undefined ? {} : { name }),
        ...(baseUrl === undefined ? {} : { baseUrl }),
        inferred: params?.api === 'inferred',
      }),
    'connections.test': async () => ({
      ok: true,
      message: 'Playground answered in 3 ms and accepts the credential.',
      next: null,
    }),
    'connections.diagnose': async ({ id }) => {
      for (const found of DIAGNOSIS.steps.slice(0, 5))
        tell({ kind: 'diagnosis-step', connectionId: id, found });
      return DIAGNOSIS;
    },
    'connections.sync': async ({ id }) => sync(id, change, tell),
    'connections.tryOut': async ({ send }) => ({
      exchanges: [
        send
          ? {
              ...EXCHANGE,
              answer: {
                status: 200,
                milliseconds: 184,
                headers: [{ name: 'content-type', value: 'application/json' }],
                body,
              },
            }
          : EXCHANGE,
      ],
      outcome: send ? { ok: true, message: 'One key read.' } : null,
    }),
    'connections.remove': async ({ id }) => {
      world.connections = world.connections.filter((each) => each.id !== id);
      changed('connections');
      return undefined;
    },
    'connections.chooseCa': async () => ({
      pem: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUfakefakefake\n-----END CERTIFICATE-----\n',
    }),
    'webhooks.choosePayload': async () => ({ payload: newId(), name: 'delivery-4711.json', bytes: 1834 }),
    'webhooks.verify': async ({ signature }) =>
      signature.startsWith('sha256=')
        ? { valid: true, message: 'The signature is hex, written as sha256=….' }
        : { valid: false, message: 'The signature is hex, but it belongs to another payload or secret.' },
  };
}

async function sync(id: string, change: (id: string, fields: Partial<Connection>) => Connection, tell: Tell) {
  tell({ kind: 'sync-progress', connectionId: id, read: 100 });
  await new Promise((done) => setTimeout(done, 20));
  const at = new Date().toISOString();
  change(id, { syncedAt: at, syncFailure: null });
  const note = (name: string) => ({ id: newId(), name });
  return {
    connectionId: id,
    at,
    listed: 114,
    added: [note('Warehouse import'), note('Zapier')],
    changed: [{ ...note('CI smoke tests'), fields: ['last used'] }],
    gone: [note('Intern 2024')],
    orphans: [note('CI lost on the way')],
    notHeld: [note('Warehouse import'), note('Zapier')],
  };
}

function check(text: string): Awaited<ReturnType<MainClient['providers.check']>> {
  try {
    const manifest = JSON.parse(text) as { id?: string; ops?: object };
    const issues = [
      ...(manifest.id === '' || manifest.id === undefined
        ? [{ path: 'id', message: 'Use small letters, digits and hyphens, like my-service.' }]
        : []),
      ...(manifest.ops === undefined ? [{ path: 'ops', message: 'Say what the service can do.' }] : []),
    ];
    return { issues, provider: issues.length === 0 ? (serviceOf('acme-crm') ?? null) : null };
  } catch {
    return { issues: [{ path: '', message: 'This is no JSON: line 3, unexpected end.' }], provider: null };
  }
}
