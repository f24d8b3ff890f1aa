import type { Exchange, TryRequest, TryResult } from '#shared/model/connection.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { Connecting } from './connecting/deps.ts';
import { AppError } from './errors.ts';
import { getRow } from './finding.ts';
import type { ConnectionRow, KeyRow } from './ports/ledger.ts';
import type { Service } from './ports/provider.ts';
import { connectionAccount, keyAccount, proxyAccount } from './ports/secret-store.ts';
import type { Secret } from './secret.ts';

const DAY_MS = 86_400_000;
/** A long list comes in many pages; the first few show how they look. */
const SHOWN_EXCHANGES = 10;
const SHOWN_CHARACTERS = 20_000;

interface Trial {
  readonly deps: Connecting;
  readonly service: Service;
  readonly key: KeyRow | null;
  readonly signal: AbortSignal | undefined;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function idOf({ key }: Trial): string {
  const remoteId = key?.remoteId ?? null;
  if (remoteId !== null) return remoteId;
  throw new AppError('invalid-input', {
    message:
      key === null
        ? 'This operation is about one key.'
        : `The service's id of "${key.name}" is not known here.`,
    next: key === null ? 'Choose a key of this connection.' : 'List the keys of the connection first.',
    field: 'keyId',
  });
}

function secretOf({ deps, key }: Trial): Promise<Secret> {
  if (key !== null) return deps.vault.read(keyAccount(key.environmentId, key.id), `the key "${key.name}"`);
  throw new AppError('invalid-input', {
    message: 'Checking is about one key.',
    next: 'Choose a key of this connection.',
    field: 'keyId',
  });
}

/** What may be sent by a try: it changes nothing. Each says in words what came. */
const READING: Partial<Record<Operation, (trial: Trial) => Promise<string>>> = {
  list: async ({ service, signal }) =>
    `Keyrack reads ${counted((await service.list({ signal })).length, 'key')}.`,
  get: async (trial) =>
    `Keyrack reads the key "${(await trial.service.get(idOf(trial), trial.signal)).name}".`,
  verify: async (trial) => {
    const { is, message } = await trial.service.verify(await secretOf(trial), trial.signal);
    return `${is}: ${message}`;
  },
  health: async ({ service, signal }) => said(await service.health(signal)),
  usage: async (trial) => {
    const since = new Date(trial.deps.clock.now().getTime() - DAY_MS);
    const { requests } = await trial.service.usage(idOf(trial), since, trial.signal);
    return `Keyrack reads ${counted(requests, 'request')} in the last 24 hours.`;
  },
  limits: async ({ service, signal }) =>
    `Keyrack reads ${counted((await service.limits(signal)).requests.length, 'limit')}.`,
  scopes: async ({ service, signal }) =>
    `Keyrack reads ${counted((await service.scopes(signal)).length, 'scope')}.`,
  listAlerts: async ({ service, signal }) =>
    `Keyrack reads ${counted((await service.listAlerts(signal)).length, 'alert')}.`,
};

function said({ ok, message, ...rest }: Awaited<ReturnType<Service['health']>>): string {
  if (ok) return message;
  throw new AppError(rest.code ?? 'service-failed', { message });
}

/** SECURITY: the engine takes every secret out; that none is left is checked once more before anything is shown. */
function assertClean(exchanges: readonly Exchange[], secrets: readonly Secret[]): void {
  const text = JSON.stringify(exchanges);
  if (secrets.some((secret) => secret.isIn(text))) throw new Error('a secret was left in an exchange');
}

async function knownSecrets(
  { vault }: Connecting,
  row: ConnectionRow,
  key: KeyRow | null,
): Promise<Secret[]> {
  const accounts = [
    ...(row.hasCredential ? [connectionAccount(row.id)] : []),
    ...(row.proxy?.user ? [proxyAccount(row.id)] : []),
    ...(key?.held ? [keyAccount(key.environmentId, key.id)] : []),
  ];
  const found = await Promise.all(accounts.map((account) => vault.readIfHeld(account)));
  return found.filter((secret) => secret !== null);
}

function shown(exchange: Exchange): Exchange {
  const { answer } = exchange;
  if (answer?.body == null || answer.body.length <= SHOWN_CHARACTERS) return exchange;
  return { ...exchange, answer: { ...answer, body: `${answer.body.slice(0, SHOWN_CHARACTERS)}\n…` } };
}

function keyOf({ ledger }: Connecting, { id, keyId }: TryRequest): KeyRow | null {
  if (keyId === undefined) return null;
  const key = getRow('key', ledger.keys, keyId);
  if (key.connectionId === id) return key;
  throw new AppError('invalid-input', {
    message: `The key "${key.name}" belongs to another connection.`,
    next: 'Choose a key of this connection.',
    field: 'keyId',
  });
}

function assertTriable({ reach }: Connecting, row: ConnectionRow, { operation, send }: TryRequest): void {
  const { way, why } = reach.offer(row, operation);
  if (way !== 'api') {
    throw new AppError('unsupported', {
      message: `"${row.name}" sends nothing for "${operation}". ${why ?? 'It is done by hand in the console.'}`,
      next: 'Try another operation.',
    });
  }
  if (!send || READING[operation] !== undefined) return;
  throw new AppError('forbidden-by-rule', {
    message: `"${operation}" changes something at the service, so a try does not send it.`,
    next: 'Look at what would be sent, or do it for real.',
  });
}

async function outcomeOf(work: () => Promise<string>): Promise<NonNullable<TryResult['outcome']>> {
  try {
    return { ok: true, message: await work() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'invalid-input')
      throw error;
    return { ok: false, message: error.message };
  }
}

/**
 * Shows what an operation sends and, where it changes nothing, what comes back.
 * @throws AppError unsupported, forbidden-by-rule, invalid-input (field `keyId`), not-held, storage-*, cancelled
 */
export async function tryOperation(
  deps: Connecting,
  request: TryRequest,
  signal: AbortSignal | undefined,
): Promise<TryResult> {
  const row = getRow('connection', deps.ledger.connections, request.id);
  assertTriable(deps, row, request);
  const key = keyOf(deps, request);
  const exchanges: Exchange[] = [];
  const watch = (exchange: Exchange) => {
    if (exchanges.length < SHOWN_EXCHANGES) exchanges.push(shown(exchange));
  };
  const service = await deps.reach.service(row, { watch });
  const read = request.send ? READING[request.operation] : undefined;
  const outcome = read === undefined ? null : await outcomeOf(() => read({ deps, service, key, signal }));
  if (read === undefined) exchanges.push(service.preview(request.operation, key?.remoteId ?? null));
  assertClean(exchanges, await knownSecrets(deps, row, key));
  return { exchanges, outcome };
}
