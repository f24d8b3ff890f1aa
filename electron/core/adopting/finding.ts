import type { AdoptionPlace, PlaintextList, PlaintextRow } from '#shared/model/adoption.ts';
import { type DeliveringDeps, exporterOf } from '../delivering/deps.ts';
import { type Document, inFile } from '../delivering/document.ts';
import { modeText } from '../delivering/modes.ts';
import { atPlace, deliveriesOf, type FoundFile, findFile } from '../delivering/place.ts';
import { AppError } from '../errors.ts';
import type { Adoption, FileExporter, JsonValue, Plaintext } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';

/** Each entry is read on its own, so that a file made to have very many would take very long. */
export const ENTRIES_MAX = 1_000;

/** What tells an entry of ours from one of somebody else. */
type Known = Pick<DeliveringDeps, 'ledger' | 'exporters'>;

/** A target's file, opened to be looked through. */
export interface Opened extends FoundFile {
  readonly exporter: FileExporter;
  readonly adoption: Adoption;
}

/** A secret in the clear, and the entry that it stands in. */
export interface Finding {
  readonly entry: string;
  readonly value: JsonValue;
  readonly plaintext: Plaintext;
}

/** @throws AppError not-found, unsupported, forbidden-by-rule, invalid-input, file-refused */
export async function openPlace(deps: DeliveringDeps, place: AdoptionPlace): Promise<Opened> {
  const exporter = exporterOf(deps.exporters, place.target);
  const { adoption } = exporter;
  if (adoption === undefined) {
    throw new AppError('unsupported', {
      message: `Entries of ${exporter.name} cannot be adopted.`,
      next: 'Keep the key with: keyrack key add. Then export it.',
    });
  }
  return { ...(await findFile(deps, exporter, place, '')), exporter, adoption };
}

/**
 * @param withOwn also lines of variables that Keyrack itself delivers, which can be taken out
 * @returns every secret in the clear but those that Keyrack itself wrote or adopted
 */
export function findingsIn(
  deps: Known,
  { exporter, adoption, document }: Opened,
  { withOwn = false } = {},
): readonly Finding[] {
  const { text, snapshot } = document;
  return inFile(snapshot.path, () => {
    const names = adoption.names(text);
    if (names.length > ENTRIES_MAX) throw tooMany(snapshot.path);
    const rows = deliveriesOf(deps.ledger, snapshot);
    return names.flatMap((entry): readonly Finding[] => {
      const all = plaintextsAt(exporter, adoption, text, entry);
      const own = atPlace(deps.exporters, rows, { target: exporter.id, server: entry });
      if (own === null) return all;
      return all.flatMap((finding) => {
        if (isOf(own, finding.plaintext)) return withOwn ? [finding] : [];
        return [{ ...finding, plaintext: takenBy(deps, own, finding.plaintext) }];
      });
    });
  });
}

/** Every secret in the clear of one entry, whoever wrote it. @throws AppError file-refused */
export function plaintextsAt(
  exporter: FileExporter,
  adoption: Adoption,
  text: string,
  entry: string,
): readonly Finding[] {
  const value = exporter.editor.read(text, exporter.path(entry));
  if (value === undefined) return [];
  return adoption.plaintexts(entry, value).map((plaintext) => ({ entry, value, plaintext }));
}

/** @returns our delivery of this entry; null: it is somebody else's */
export function deliveryAt(
  { ledger, exporters }: Known,
  { id }: FileExporter,
  { snapshot }: Document,
  entry: string,
): DeliveryRecord | null {
  return atPlace(exporters, deliveriesOf(ledger, snapshot), { target: id, server: entry });
}

/** An inline value of ours: it stands there because the user wants it to. */
const isOf = ({ mechanism, variable }: DeliveryRecord, { name, place }: Plaintext): boolean =>
  mechanism === 'inline' && (name === variable || place === 'header');

function takenBy({ ledger }: Known, { keyId }: DeliveryRecord, plaintext: Plaintext): Plaintext {
  const name = ledger.keys.get(keyId)?.name ?? keyId;
  return {
    ...plaintext,
    obstacle: plaintext.obstacle ?? `The entry delivers the key "${name}", and one entry delivers one key.`,
  };
}

/** Where, and never what. */
export const plaintextRow = ({ entry, plaintext }: Finding): PlaintextRow => ({
  entry,
  name: plaintext.name,
  place: plaintext.place,
  hint: plaintext.secret.hint(),
  obstacle: plaintext.obstacle,
});

export async function listPlaintexts(deps: DeliveringDeps, place: AdoptionPlace): Promise<PlaintextList> {
  const opened = await openPlace(deps, place);
  const { path, mode } = opened.document.snapshot;
  return {
    file: path,
    mode: mode === null ? null : modeText(mode),
    found: findingsIn(deps, opened).map(plaintextRow),
  };
}

const tooMany = (file: string) =>
  new AppError('file-refused', {
    message: `${file} has more than ${ENTRIES_MAX.toLocaleString('en')} entries.`,
    next: 'Adopt from a smaller file.',
  });
