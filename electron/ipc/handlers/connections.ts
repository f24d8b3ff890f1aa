import { joinParts } from '#core/credential-parts.ts';
import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { ConnectionSecrets, Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers, Input } from '#shared/ipc/define.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { CredentialPart } from '#shared/model/provider.ts';
import type { Work } from '../work.ts';
import { askInTurn } from './asking.ts';

type ConnectionMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `connections.${string}`>>;

export interface ConnectionDoor {
  readonly services: Pick<Services, 'connections' | 'providers'>;
  readonly windows: Windows;
  readonly desktop: Desktop;
  readonly work: Work;
  readonly tell: (event: KeyrackEvent) => void;
}

interface Asked {
  readonly service: string;
  readonly parts: readonly CredentialPart[];
  readonly proxyPassword: boolean;
}

function purposesOf({ service, parts, proxyPassword }: Asked): readonly string[] {
  const ofParts =
    parts.length === 1
      ? [`The management credential of ${service}.`]
      : parts.map(({ label }) => `${label}, for ${service}.`);
  return proxyPassword ? [`The password of the proxy to ${service}.`, ...ofParts] : ofParts;
}

/** What was entered is handed over under its own name; what was not asked for stays as it is. */
function askSecrets(
  windows: Windows,
  asked: Asked,
  finish: (secrets: ConnectionSecrets) => Promise<Connection>,
): Promise<Connection> {
  const { parts, proxyPassword } = asked;
  return askInTurn(windows, purposesOf(asked), (values) => {
    const ofParts = proxyPassword ? values.slice(1) : values;
    const [password] = values;
    return finish({
      ...(parts.length > 0 ? { credential: joinParts(parts, ofParts) } : {}),
      ...(proxyPassword && password !== undefined ? { proxyPassword: password } : {}),
    });
  });
}

function add(door: ConnectionDoor, input: Input<MainWindow['connections.add']>): Promise<Connection> {
  const { connections, providers } = door.services;
  const { connection, askProxyPassword: proxyPassword } = input;
  const parts = connections.needs(connection).credential;
  const service = providers.find(connection.provider).name;
  return askSecrets(door.windows, { service, parts, proxyPassword }, (secrets) =>
    connections.add(connection, secrets),
  );
}

function edit(door: ConnectionDoor, input: Input<MainWindow['connections.edit']>): Promise<Connection> {
  const { connections, providers } = door.services;
  const { changes, askCredential, askProxyPassword: proxyPassword } = input;
  const now = connections.get(changes.id);
  const { provider, params, customHost, baseUrl, hasCredential } = now;
  const settings = { provider, params: changes.params ?? params, ...(customHost ? { baseUrl } : {}) };
  // Inferred ways that are switched on may be the first to need one.
  const parts = askCredential || !hasCredential ? connections.needs(settings).credential : [];
  return askSecrets(
    door.windows,
    { service: providers.find(provider).name, parts, proxyPassword },
    (secrets) => connections.edit(changes, secrets),
  );
}

async function chooseCa(desktop: Desktop): Promise<{ readonly pem: string }> {
  const { name, bytes } = await desktop.open('certificate');
  const pem = new TextDecoder().decode(bytes);
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return { pem };
  throw new AppError('file-refused', {
    message: `${name} holds no certificate in PEM form.`,
    next: 'Choose a file that begins with -----BEGIN CERTIFICATE-----.',
  });
}

export function connectionHandlers(door: ConnectionDoor): ConnectionMethods {
  const { work, tell } = door;
  const { connections } = door.services;
  return {
    'connections.list': () => [...connections.list()],
    'connections.add': (input) => add(door, input),
    'connections.edit': (input) => edit(door, input),
    'connections.test': ({ id }) => work.run(id, (signal) => connections.test(id, signal)),
    'connections.diagnose': ({ id }) =>
      work.run(id, (signal) =>
        connections.diagnose(id, {
          signal,
          onStep: (found) => tell({ kind: 'diagnosis-step', connectionId: id, found }),
        }),
      ),
    'connections.sync': ({ id }) =>
      work.run(id, (signal) =>
        connections.sync(id, {
          signal,
          onProgress: (read) => tell({ kind: 'sync-progress', connectionId: id, read }),
        }),
      ),
    'connections.tryOut': (request) => work.run(request.id, (signal) => connections.tryOut(request, signal)),
    'connections.remove': async ({ id, confirm }) => connections.remove(id, confirm),
    'connections.chooseCa': () => chooseCa(door.desktop),
  };
}
