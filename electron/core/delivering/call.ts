import type { ExportRequest } from '#shared/model/delivery.ts';
import type { Provider } from '#shared/model/provider.ts';
import { serverUrlProblem } from '#shared/model/server-url.ts';
import { DEFAULT_HEADER, parseHeader } from '#shared/text/header-template.ts';
import { AppError } from '../errors.ts';
import type { FileExporter, ServiceCall } from '../ports/exporter.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';

/**
 * How the program is to call the key's service: at the connection's address and with the service's own header, where the
 * request names no other.
 * @throws AppError invalid-input (field `call`)
 */
export function callOf(
  ledger: Ledger,
  { call = {} }: ExportRequest,
  key: KeyRow,
  provider: Provider | null,
): ServiceCall {
  const url = call.url ?? addressOf(ledger, key);
  if (url === null) {
    throw invalid(
      `No address is known for the key "${key.name}".`,
      'Give the URL that the program shall call.',
    );
  }
  const problem = serverUrlProblem(url);
  if (problem !== null) throw invalid(`The program cannot call ${url} with a key.`, problem);
  if (call.query !== undefined) return { url, query: call.query };
  const header = parseHeader(call.header ?? provider?.header ?? DEFAULT_HEADER);
  if (header !== null) return { url, header };
  throw invalid(
    'The header has no place for the key.',
    `Write one header with {}, such as: ${DEFAULT_HEADER}`,
  );
}

/** @throws AppError invalid-input where the request says what this target takes nothing of */
export function assertFits({ name, takes }: FileExporter, { call, launch, set = {} }: ExportRequest): void {
  if (takes !== 'service') {
    if (call !== undefined)
      throw invalid(`${name} takes no call of a service.`, 'Leave the address and the place of the key out.');
    return;
  }
  if (launch === undefined && Object.keys(set).length === 0) return;
  throw invalid(
    `${name} starts no server: it calls the key’s service.`,
    'Leave the server and further variables out.',
  );
}

const addressOf = (ledger: Ledger, { connectionId }: KeyRow): string | null =>
  connectionId === null ? null : (ledger.connections.get(connectionId)?.baseUrl ?? null);

const invalid = (message: string, next: string) =>
  new AppError('invalid-input', { message, next, field: 'call' });
