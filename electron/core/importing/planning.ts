import type { ImportPlan, ImportRequest, ImportRow } from '#shared/model/import.ts';
import { suggestedVariable, usableName } from '../adopting/names.ts';
import { decode, inFile } from '../delivering/document.ts';
import { AppError } from '../errors.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { Importer, ImportItem } from '../ports/importer.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { ImportingDeps } from './deps.ts';

const BYTES_MAX = 10 * 1_024 * 1_024;
const ITEMS_MAX = 2_000;
const VALUE_MAX = 65_536;

export interface ImportDraft {
  readonly plan: ImportPlan;
  readonly environmentId: string;
  readonly snapshot: FileSnapshot;
  /** In the order of the plan's rows. */
  readonly items: readonly ImportItem[];
  /** Rows that a run of this plan has kept. */
  readonly done: Set<number>;
}

/** What an import would keep; keeps nothing. @throws AppError not-found, file-refused, storage-* */
export async function draftImport(deps: ImportingDeps, request: ImportRequest): Promise<ImportDraft> {
  const { file, environmentId } = request;
  const snapshot = await deps.files.snapshot(file);
  const { bytes } = snapshot;
  // A removal that was killed leaves the whole file under another name, and nobody names a file that is gone.
  await deps.files.sweepFolder(file);
  if (bytes === null)
    throw new AppError('not-found', { message: `There is no file ${file}.`, next: 'Name another.' });
  if (bytes.length > BYTES_MAX) throw tooLarge(file, 'is larger than 10 MB');
  const text = decode(bytes, file);
  const importer = importerOf(deps.importers, request, text);
  const { items, passedOver } = inFile(file, () => importer.read(text));
  if (items.length === 0) throw withoutValues(file, importer.name, passedOver);
  if (items.length > ITEMS_MAX) throw tooLarge(file, `has ${items.length.toLocaleString('en')} values`);
  // Values of before fingerprints, or of a process that was killed, would not be recognised.
  await deps.keys.fingerprintHeld();
  const rows = await rowsOf(deps, items, environmentId);
  const plan: ImportPlan = {
    ...{ plan: deps.newId(), file, format: importer.id, rows },
    passedOver: [...passedOver],
    linkTo: snapshot.isLink ? snapshot.realPath : null,
  };
  return { plan, environmentId, snapshot, items, done: new Set() };
}

const tooLarge = (file: string, what: string) =>
  new AppError('file-refused', {
    message: `${file} ${what}. Nothing was imported.`,
    next: `Import at most ${ITEMS_MAX.toLocaleString('en')} values of 10 MB at once: make a file of those that are keys.`,
  });

/** SECURITY: else "each of its values is kept" would hold, and any file could be deleted (test: "a file without a value is refused"). */
const withoutValues = (file: string, format: string, passedOver: readonly string[]) =>
  new AppError('file-refused', {
    message: `Read as ${format}, ${file} holds no value to keep.${passedOver.length === 0 ? '' : ` Passed over: ${passedOver.join(', ')}.`}`,
    next: 'Name the format if it is another, or choose another file.',
  });

function importerOf(importers: readonly Importer[], { file, format }: ImportRequest, text: string): Importer {
  const found = importers.find((each) => (format === undefined ? each.recognises(text) : each.id === format));
  if (found !== undefined) return found;
  throw new AppError('file-refused', {
    message: `${file} is no file that Keyrack knows: ${importers.map(({ name }) => name).join(', ')}.`,
    next: `Name its format: ${importers.map(({ id }) => id).join(', ')}.`,
  });
}

async function rowsOf(
  deps: ImportingDeps,
  items: readonly ImportItem[],
  environmentId: string,
): Promise<ImportRow[]> {
  const held = heldBy(deps.ledger.keys.list(), environmentId);
  const seen = new Map<string, number>();
  const variables = new Set<string>();
  const rows: ImportRow[] = [];
  for (const [at, item] of items.entries()) {
    const fingerprint = await deps.fingerprintOf(item.secret);
    const named = namesOf(item, variables);
    const { state, note } = stateOf(deps, { item, fingerprint, held, seen, environmentId });
    const notes = [...named.notes, ...(note === null ? [] : [note])];
    const kind = item.isKey ? 'key' : 'other';
    const { name, variable } = named;
    rows.push({ row: at + 1, name, variable, hint: item.secret.hint(), kind, state, notes });
    if (fingerprint !== null && !seen.has(fingerprint)) seen.set(fingerprint, at + 1);
  }
  return rows;
}

/** A key of this environment stands before one of another. */
function heldBy(keys: readonly KeyRow[], environmentId: string): ReadonlyMap<string, KeyRow> {
  const known = keys.flatMap((row) =>
    row.held && row.fingerprint !== null ? [[row.fingerprint, row] as const] : [],
  );
  const here = known.filter(([, row]) => row.environmentId === environmentId);
  return new Map([...known, ...here]);
}

interface Judged {
  readonly item: ImportItem;
  readonly fingerprint: string | null;
  readonly held: ReadonlyMap<string, KeyRow>;
  readonly seen: ReadonlyMap<string, number>;
  readonly environmentId: string;
}

function stateOf(
  { ledger }: ImportingDeps,
  { item, fingerprint, held, seen, environmentId }: Judged,
): { readonly state: ImportRow['state']; readonly note: string | null } {
  if (item.unclear !== null) return { state: 'unclear', note: item.unclear };
  if (item.secret.length > VALUE_MAX) return { state: 'unclear', note: 'It is longer than any key.' };
  const before = fingerprint === null ? undefined : seen.get(fingerprint);
  if (before !== undefined) return { state: 'twice', note: `The same value as row ${before}.` };
  const key = fingerprint === null ? undefined : held.get(fingerprint);
  if (key === undefined) return { state: 'new', note: null };
  if (key.environmentId === environmentId)
    return { state: 'held', note: `Held already, as the key "${key.name}".` };
  const home = ledger.environments.get(key.environmentId)?.name ?? 'another environment';
  return { state: 'elsewhere', note: `In use in ${home}, as the key "${key.name}".` };
}

function namesOf({ name: given, variable: asked }: ImportItem, taken: Set<string>) {
  const isVariable = asked !== null && /^[A-Za-z_]\w{0,127}$/.test(asked);
  const variable = freeName(isVariable ? asked : suggestedVariable(asked ?? given), taken);
  taken.add(variable);
  const name = usableName(given, variable);
  const notes = [
    ...(asked === null || variable === asked
      ? []
      : ['Its variable is renamed, so that programs can read it.']),
    ...(name === given.normalize('NFC').trim() ? [] : ['Its name cannot be used as it is.']),
  ];
  return { name, variable, notes };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const end = `_${number}`;
    const name = wanted.slice(0, 128 - end.length) + end;
    if (!taken.has(name)) return name;
  }
}
