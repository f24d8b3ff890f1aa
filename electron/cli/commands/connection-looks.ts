import { AppError } from '#core/errors.ts';
import type { Connection, Diagnosis, SyncReport, TryResult } from '#shared/model/connection.ts';
import { tryRequestSchema } from '#shared/model/connection.ts';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { tellInferred } from '../guiding.ts';
import { given, parseInput } from '../input.ts';
import { printable } from '../printable.ts';
import { connectionDetailShape } from '../shapes.ts';
import { type Column, fields, table } from '../table.ts';

export function addressOf({ baseUrl, customHost }: Connection): string {
  if (baseUrl === '') return 'none: all is done by hand';
  return customHost ? `${baseUrl} (not the service's own address)` : baseUrl;
}

const OFFER_COLUMNS: readonly Column<Offer>[] = [
  { title: 'OPERATION', text: ({ operation }) => operation },
  { title: 'WAY', text: wayWords },
  { title: 'WHY NOT', text: ({ why }) => why ?? '' },
];

function wayWords({ way, evidence }: Offer): string {
  if (way === null) return '-';
  return way === 'guided' ? 'by hand, in the console' : `API, ${evidence}`;
}

export async function showConnection(context: CommandContext, idOrName: string): Promise<void> {
  const { connections, environments } = await context.services();
  const connection = connections.find(idOrName);
  context.show(connectionDetailShape(connection), () => {
    const { proxy, params } = connection;
    const summary = fields({
      Name: connection.name,
      Environment: environments.find(connection.environmentId).name,
      Provider: connection.provider,
      'Base URL': addressOf(connection),
      Account: connection.account,
      Parameters: pairsOf(params),
      Paths: pairsOf(connection.paths),
      Proxy: proxy === null ? null : proxy.url,
      'Own CA': connection.ca === null ? null : 'yes',
      Credential: connection.hasCredential ? 'kept' : 'none needed',
      Listed: connection.syncedAt ?? 'never',
      'Last failure': connection.syncFailure,
      Id: connection.id,
    });
    const offers = table(connection.offers, OFFER_COLUMNS, { colour: context.terminal.colour, empty: '' });
    return `${summary}\n\n${offers}`;
  });
}

const pairsOf = (record: Readonly<Record<string, string>>) =>
  Object.entries(record)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ') || null;

export async function testConnection(context: CommandContext, idOrName: string): Promise<void> {
  const { connections } = await context.services();
  const result = await connections.test(connections.find(idOrName).id, context.signal());
  if (!result.ok)
    throw new AppError(result.code ?? 'service-failed', {
      message: result.message,
      ...given({ next: result.next ?? undefined }),
    });
  context.show(result, () => result.message);
}

export async function diagnoseConnection(context: CommandContext, idOrName: string): Promise<void> {
  const { connections } = await context.services();
  const diagnosis = await connections.diagnose(connections.find(idOrName).id, {
    signal: context.signal(),
  });
  context.show(diagnosis, () => diagnosisWords(diagnosis));
  if (diagnosis.steps.some(({ state }) => state === 'problem')) context.exitWith(EXIT.failed);
}

function diagnosisWords({ steps, conclusion, next }: Diagnosis): string {
  const rows = steps.map(({ step, state, message }) =>
    printable(`${step.padEnd(8)}  ${state.padEnd(7)}  ${message}`),
  );
  return [...rows, '', printable(conclusion), ...(next === null ? [] : [printable(next)])].join('\n');
}

/** All connections that can list, or the one that is named. A failure of one does not keep the others from being listed. */
export async function sync(context: CommandContext, idOrName: string | undefined): Promise<void> {
  const { connections, keys, providers } = await context.services();
  await keys.recover();
  const signal = context.signal();
  const list = (connection: Connection) => {
    tellInferred(context, providers.find(connection.provider), offerOf(connection.offers, 'list'));
    return connections.sync(connection.id, { signal });
  };
  if (idOrName !== undefined) {
    const connection = connections.find(idOrName);
    const report = await list(connection);
    context.show([report], () => syncWords(connection, report));
    return;
  }
  const able = connections
    .list()
    .filter((one) => one.offers.some(({ operation, way }) => operation === 'list' && way === 'api'));
  const reports: SyncReport[] = [];
  const lines: string[] = [];
  let failure: AppError | null = null;
  for (const connection of able) {
    try {
      const report = await list(connection);
      reports.push(report);
      lines.push(syncWords(connection, report));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      failure = error;
      context.tell(`${printable(connection.name)}: ${error.message}`);
    }
  }
  if (failure !== null && reports.length === 0) throw failure;
  context.show(reports, () => lines.join('\n') || 'No connection here can list its keys.');
  if (failure !== null) context.exitWith(EXIT.failed);
}

/** A service may have thousands of keys; `key list` has them all. */
const NAMED = 10;

function namesOf(rows: readonly { readonly name: string }[]): string {
  const names = rows.slice(0, NAMED).map(({ name }) => name);
  const more = rows.length - names.length;
  return [...names, ...(more === 0 ? [] : [`and ${more} more`])].join(', ');
}

function syncWords({ name }: Connection, report: SyncReport): string {
  const count = (what: string, rows: readonly { readonly name: string }[]) =>
    rows.length === 0 ? [] : [`  ${what}: ${namesOf(rows)}`];
  return [
    `${name}: ${report.listed} ${report.listed === 1 ? 'key' : 'keys'} at the service`,
    ...count('new', report.added),
    ...count('changed', report.changed),
    ...count('gone there', report.gone),
    ...count('orphan', report.orphans),
    ...count('not held', report.notHeld),
  ]
    .map(printable)
    .join('\n');
}

interface TryOptions {
  readonly key?: string;
  readonly send?: boolean;
}

/** What an operation sends, and with --send what a reading one gets; secrets are replaced. */
export async function tryOperation(
  context: CommandContext,
  idOrName: string,
  operation: string,
  options: TryOptions,
): Promise<void> {
  const { connections, keys } = await context.services();
  const connection = connections.find(idOrName);
  const keyId = options.key === undefined ? undefined : keys.find(options.key, connection.environmentId).id;
  const request = parseInput(
    tryRequestSchema,
    given({ id: connection.id, operation, keyId, send: options.send ?? false }),
    { operation: `The operation "${operation}"`, keyId: '--key' },
  );
  const result = await connections.tryOut(given(request), context.signal());
  context.show(result, () => tryWords(result));
  if (result.outcome?.ok === false) context.exitWith(EXIT.failed);
}

const linesOf = (body: string | null): readonly string[] => (body === null ? [] : body.split(/\r?\n/));

function tryWords({ exchanges, outcome }: TryResult): string {
  const blocks = exchanges.flatMap(({ request, answer }) => [
    `> ${request.method} ${request.url}`,
    ...request.headers.map(({ name, value }) => `> ${name}: ${value}`),
    ...linesOf(request.body),
    ...(answer === null
      ? []
      : [`< HTTP ${answer.status}, ${Math.round(answer.milliseconds)} ms`, ...linesOf(answer.body)]),
    '',
  ]);
  return [...blocks, outcome === null ? 'Nothing was sent.' : outcome.message].map(printable).join('\n');
}
