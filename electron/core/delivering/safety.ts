import { canStandInHeader } from '#shared/text/header-template.ts';
import { AppError } from '../errors.ts';
import type { ClientLaunch } from '../ports/client-launch.ts';
import type { Entry, FileExporter } from '../ports/exporter.ts';
import type { DeliveryRecord, Ledger } from '../ports/ledger.ts';
import type { PlaceExporter } from '../ports/place-exporter.ts';
import type { Secret } from '../secret.ts';
import type { DeliveringDeps } from './deps.ts';

/**
 * The value of an inline entry. It is looked at as well where the client would alter some values, or sends it in a header;
 * what a helper prints is looked at by `keyrack headers`, each time.
 * SECURITY: it is named in no message (test: "a value that the client would alter is refused, and shown nowhere").
 * @returns null where the entry needs no value
 * @throws AppError forbidden-by-rule where the program would get something else than the value; storage-*
 */
export async function valueFor(
  deps: Pick<DeliveringDeps, 'readSecret'>,
  exporter: FileExporter,
  entry: Entry,
): Promise<Secret | null> {
  const { mechanism, launch } = entry;
  const altered = exporter.expands?.(mechanism, launch) ?? null;
  const reaches = mechanism === 'inline' || mechanism === 'reference';
  const inHeader = reaches && goesIntoHeader(entry);
  if (mechanism !== 'inline' && altered === null && !inHeader) return null;
  const secret = await deps.readSecret(entry.keyId);
  if (altered?.test(secret.expose()) === true) throw wouldAlter(exporter, entry);
  if (inHeader && !canStandInHeader(secret.expose())) throw notForHeaders(entry);
  return mechanism === 'inline' ? secret : null;
}

/**
 * The same of an entry that is put back as it was written: what the client starts or reaches is not known any more.
 * @throws AppError forbidden-by-rule
 */
export function assertCarries(
  exporter: FileExporter,
  { mechanism }: Pick<DeliveryRecord, 'mechanism'>,
  secret: Secret,
): void {
  const launches = exporter.takes === 'server' ? [{ command: [] }, { url: '' }] : [null];
  const altered = launches.some((launch) => exporter.expands?.(mechanism, launch)?.test(secret.expose()));
  if (!altered) return;
  throw new AppError('forbidden-by-rule', {
    message: `${exporter.name} would alter this key’s value on the way. Nothing was changed.`,
    next: 'Export the key again, by another mechanism.',
  });
}

/** @throws AppError forbidden-by-rule where an entry has a client send the value in a header that does not carry it */
export function assertInHeader(launch: ClientLaunch | null, secret: Secret): void {
  if (launch?.kind === 'reached' && !canStandInHeader(secret.expose())) throw notForHeaders({});
}

const goesIntoHeader = ({ launch, call }: Entry): boolean =>
  call === undefined ? launch !== null && 'url' in launch : 'header' in call;

const notForHeaders = ({ call }: Pick<Entry, 'call'>) =>
  new AppError('forbidden-by-rule', {
    message:
      'This key’s value holds what a header does not carry, or not alike from every client: a line break or control character, a letter beyond ASCII, or a blank at its end. Nothing was changed.',
    next:
      call === undefined
        ? 'Give a command that starts the server in place of its URL.'
        : 'Let the key stand in the query, if the service takes it there.',
    field: call === undefined ? 'launch' : 'call',
  });

function wouldAlter(exporter: FileExporter, { mechanism, launch }: Entry): AppError {
  const better = exporter
    .choices(launch)
    .filter((choice) => choice.possible && choice.mechanism !== mechanism)
    .filter((choice) => exporter.expands?.(choice.mechanism, launch) == null)
    .map((choice) => choice.mechanism);
  return new AppError('forbidden-by-rule', {
    message: `${exporter.name} would alter this key’s value on the way: a part of it reads like a variable or an escape there. Nothing was changed.`,
    next: better.length > 0 ? `Choose: ${better.join(', ')}.` : 'Deliver another key.',
    field: 'mechanism',
  });
}

/**
 * A value may have changed since its entry was written.
 * @throws AppError forbidden-by-rule where the client would now make something else of it
 */
export function assertUnaltered(
  exporter: FileExporter,
  mechanism: Entry['mechanism'],
  launch: ClientLaunch,
  secret: Secret,
): void {
  if (mechanism !== 'reference') return;
  const kind = launch.kind === 'started' ? { command: launch.command } : { url: launch.url };
  if (exporter.expands?.(mechanism, kind)?.test(secret.expose()) !== true) return;
  throw new AppError('forbidden-by-rule', {
    message: `${exporter.name} would alter this key’s value on the way: a part of it reads like a variable or an escape there.`,
    next: 'Export the key by another mechanism.',
  });
}

/** @param isFixed the client knows no other name for it. @throws AppError forbidden-by-rule where the variable stands for another key already */
export function assertOwnReference(
  ledger: Ledger,
  entry: Pick<DeliveryRecord, 'mechanism' | 'reference' | 'keyId'>,
  isFixed = false,
): void {
  if (entry.mechanism !== 'reference') return;
  const other: DeliveryRecord | undefined = ledger.deliveries
    .list()
    .find(({ reference, keyId }) => reference === entry.reference && keyId !== entry.keyId);
  if (other === undefined) return;
  const name = ledger.keys.get(other.keyId)?.name ?? other.keyId;
  throw new AppError('forbidden-by-rule', {
    message: `${entry.reference} stands for the key "${name}" already, in ${other.file}.`,
    next: `Choose ${isFixed ? '' : 'another reference or '}another mechanism, so that each program gets the key that it is meant to have.`,
    field: 'reference',
  });
}

/** @returns what a store would not keep of a value: its end, or all of it; null: it keeps it whole */
export function valueLoss(
  secret: Secret,
  { loses, bytesMax }: Pick<PlaceExporter, 'loses' | 'bytesMax'>,
): 'end' | 'size' | null {
  const value = secret.expose();
  if (loses.test(value)) return 'end';
  return new TextEncoder().encode(value).length > bytesMax ? 'size' : null;
}
