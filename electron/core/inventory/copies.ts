import type { AdoptionPlace } from '#shared/model/adoption.ts';
import type { Inventory, InventoryRow } from '#shared/model/inventory.ts';
import { type Finding, findingsIn, type Opened, openPlace, plaintextRow } from '../adopting/finding.ts';
import type { DeliveringDeps } from '../delivering/deps.ts';
import { isWholePath } from '../delivering/place.ts';
import { AppError } from '../errors.ts';
import type { Fingerprints } from '../fingerprints.ts';
import type { Exporter } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { byRight, isUsable, type KnownKey, rowOf } from './facts.ts';

export interface CopiesDeps extends DeliveringDeps {
  readonly vault: Pick<Vault, 'assertOpen'>;
  readonly fingerprints: Fingerprints;
}

// A key has none of them.
const BETWEEN_WORDS = /[\s"'`;,()]+/;

type Copies = Pick<Inventory, 'rows' | 'unread' | 'unlooked'>;

/**
 * Copies of keys in files of other programs, where Keyrack delivered none. It looks into each program's own files and
 * into every file that Keyrack has written or taken over an entry of; copies elsewhere are not known.
 */
export async function findCopies(deps: CopiesDeps, keys: readonly KnownKey[]): Promise<Copies> {
  const byFingerprint = new Map(
    // The last of one value counts: an active one can be delivered, and the one that stays is not deleted.
    keys
      .filter((key) => key.held && isUsable(key))
      .toSorted(
        (one, other) =>
          Number(one.status === 'active') - Number(other.status === 'active') || byRight(other, one),
      )
      .flatMap((key) => (key.fingerprint === null ? [] : [[key.fingerprint, key] as const])),
  );
  if (byFingerprint.size === 0) return { rows: [], unread: [], unlooked: null };
  try {
    // SECURITY: a locked Keyrack compares no values, though the ledger's key may be known still.
    await deps.vault.assertOpen();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { rows: [], unread: [], unlooked: { message: error.message, next: error.next } };
  }
  return lookThrough(deps, byFingerprint);
}

interface Copy {
  readonly spot: string;
  readonly row: InventoryRow;
}

async function lookThrough(deps: CopiesDeps, known: ReadonlyMap<string, KnownKey>): Promise<Copies> {
  const rows = new Map<string, InventoryRow>();
  const unread: Copies['unread'] = [];
  const seen = new Set<string>();
  for (const place of placesOf(deps)) {
    try {
      // Two programs may read one file: the first of them is told.
      for (const { spot, row } of await copiesAt(deps, place, known, seen))
        rows.set(spot, rows.get(spot) ?? row);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread.push({ target: place.target, file: place.file, message: error.message });
    }
  }
  return { rows: [...rows.values()], unread, unlooked: null };
}

/** @param seen files that were looked through; through a link one comes once more */
async function copiesAt(
  deps: CopiesDeps,
  place: Place,
  known: ReadonlyMap<string, KnownKey>,
  seen: Set<string>,
): Promise<readonly Copy[]> {
  const opened = await openPlace(deps, place);
  const { realPath, bytes } = opened.document.snapshot;
  const where = JSON.stringify([place.target, realPath]);
  if (bytes === null || seen.has(where)) return [];
  seen.add(where);
  const copies: Copy[] = [];
  for (const finding of findingsIn(deps, opened)) {
    const key = await keyOf(deps, known, valuesOf(opened, finding));
    if (key !== null) copies.push({ spot: spotOf(opened, finding), row: stray(key, place, opened, finding) });
  }
  return copies;
}

async function keyOf(
  { fingerprints }: CopiesDeps,
  known: ReadonlyMap<string, KnownKey>,
  values: readonly Secret[],
): Promise<KnownKey | null> {
  for (const value of values) {
    const key = known.get((await fingerprints.of(value)) ?? '');
    if (key !== undefined) return key;
  }
  return null;
}

/** Where a line sets a variable in another way than Keyrack reads, such as without quotes, any of its words may be it. */
function valuesOf({ document }: Opened, { entry, plaintext: { secret } }: Finding): readonly Secret[] {
  if (secret.length > 0) return [secret];
  return document.text
    .split('\n')
    .filter((line) => line.includes(entry))
    .flatMap((line) =>
      line
        .slice(line.indexOf(entry) + entry.length)
        .replace(/^\s*\+?=?/, '')
        .split(BETWEEN_WORDS),
    )
    .map((word) => new Secret(word))
    .filter(({ isPlausible }) => isPlausible);
}

type Place = AdoptionPlace & { readonly file: string };

/** Where Keyrack was before comes first: it knows whose entries stand there. */
function placesOf({ ledger, exporters, machine }: CopiesDeps): readonly Place[] {
  const touched = [
    ...ledger.deliveries.list(),
    ...ledger.changes.list().flatMap(({ delivery }) => delivery ?? []),
  ];
  const places = exporters.flatMap((exporter): Place[] =>
    exporter.adoption === undefined
      ? []
      : [...touched.filter((record) => isIn(record, exporter)).map(placeOf), ...ownPlaces(exporter, machine)],
  );
  return [...new Map(places.map((place) => [JSON.stringify([place.target, place.file]), place])).values()];
}

const isIn = ({ target, file }: DeliveryRecord, { id }: Exporter): boolean =>
  target === id && isWholePath(file);

const placeOf = ({ target, file, scope }: DeliveryRecord): Place => ({ target, file, scope });

const ownPlaces = ({ id, scopes, files }: Exporter, machine: CopiesDeps['machine']): Place[] =>
  scopes.includes('user') ? files(machine).map((file) => ({ target: id, file, scope: 'user' })) : [];

const spotOf = ({ document, exporter }: Opened, { entry, plaintext }: Finding): string =>
  JSON.stringify([document.snapshot.realPath, exporter.path(entry), plaintext.place, plaintext.name]);

function stray(key: KnownKey, place: Place, { document }: Opened, finding: Finding): InventoryRow {
  const found = plaintextRow(finding);
  const inactive = 'The key is inactive, and is delivered nowhere: enable it first.';
  return rowOf(key, {
    kind: 'stray',
    place: { target: place.target, file: document.snapshot.path, entry: finding.entry },
    note: found.obstacle ?? (key.status === 'inactive' ? inactive : null),
    mend: { act: 'adopt', place, found },
  });
}
