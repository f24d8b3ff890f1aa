import type { KeyStatus } from '#shared/model/key.ts';
import { isSameName } from '../lifecycle/same-name.ts';
import type { Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey } from '../ports/provider.ts';

/** What is made of one list: rows to write, and which of them are new or changed. */
export interface Comparison {
  readonly added: readonly KeyRow[];
  readonly changed: readonly { readonly row: KeyRow; readonly fields: readonly string[] }[];
  /** Known here and not listed. */
  readonly gone: readonly KeyRow[];
  /** Listed, as they are then. */
  readonly present: readonly KeyRow[];
}

export interface Snapshot {
  /** The connection's rows before the service was asked. */
  readonly before: readonly KeyRow[];
  /** The same now: window and command may have made and deleted keys meanwhile. */
  readonly now: readonly KeyRow[];
  /** Keys that are being made through this connection. */
  readonly intents: readonly Intent[];
}

/** What stands before the mask: `sk_` of `sk_****wxyz`. */
const headOf = (hint: string): string => hint.split(/[*\u2022\u2026]|\.{3}/)[0] ?? '';

/** One begins like the other; an end behind a mask says nothing of the beginning that we keep. */
function fits(ours: string, theirs: string): boolean {
  const [a, b] = [headOf(ours), headOf(theirs)];
  return a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a));
}

/** Final here stays final; an orphan stays one until it can no longer be used. */
function statusOf(row: KeyRow, { status }: RemoteKey): KeyStatus {
  if (row.status === 'revoked') return 'revoked';
  return row.status === 'orphan' && status !== 'revoked' && status !== 'expired' ? 'orphan' : status;
}

/** What a service does not tell leaves ours. */
function merge(row: KeyRow, remote: RemoteKey): KeyRow {
  const ourHintStands = headOf(remote.hint) === '' || fits(row.hint, remote.hint);
  return {
    ...row,
    remoteId: remote.id,
    // An old value has a name of its own here: the service has it under that of the key that took its place.
    name: row.replacedBy !== null || isSameName(row.name, remote.name) ? row.name : remote.name,
    description: remote.description ?? row.description,
    hint: ourHintStands ? row.hint : remote.hint,
    status: statusOf(row, remote),
    scopes: remote.scopes ?? row.scopes,
    testMode: remote.testMode ?? row.testMode,
    createdAt: remote.createdAt ?? row.createdAt,
    expiresAt: remote.expiresAt ?? row.expiresAt,
    lastUsedAt: remote.lastUsedAt ?? row.lastUsedAt,
    allowedIps: remote.allowedIps ?? row.allowedIps,
    rateLimit: remote.rateLimit ?? row.rateLimit,
  };
}

function differing(a: KeyRow, b: KeyRow): string[] {
  const names = Object.keys(b) as (keyof KeyRow)[];
  return names.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** A key that is being made: its row is written by who makes it, with the value. */
const isBeingMade = (intents: readonly Intent[], { id, name }: RemoteKey) =>
  intents.some(
    (intent) =>
      intent.kind === 'create' && !intent.listedBefore.includes(id) && isSameName(intent.name, name),
  );

/** Two rows of one value: it opens one key of the service, so only one of two names can be that key's. */
const isSecond = (row: KeyRow, other: KeyRow) =>
  row !== other && row.fingerprint !== null && row.fingerprint === other.fingerprint;

/**
 * Keys that the user entered without the service's id, by the id that they must have: the same name and a hint that
 * fits, and neither side could mean another one.
 */
function linkable(rows: readonly KeyRow[], unknown: readonly RemoteKey[]): ReadonlyMap<string, KeyRow> {
  const unlinked = rows.filter(({ remoteId }) => remoteId === null);
  const isSame = (row: KeyRow, remote: RemoteKey) =>
    isSameName(row.name, remote.name) && fits(row.hint, remote.hint);
  const pairs = unlinked.flatMap((row) => {
    const [only, ...more] = unknown.filter((remote) => isSame(row, remote));
    return only === undefined || more.length > 0 ? [] : [[only.id, row] as const];
  });
  const tied = [...rows.filter(({ remoteId }) => remoteId !== null), ...pairs.map(([, row]) => row)];
  const isSure = ([id, row]: (typeof pairs)[number]) =>
    pairs.filter(([other]) => other === id).length === 1 && !tied.some((other) => isSecond(row, other));
  return new Map(pairs.filter(isSure));
}

/**
 * Compares what the service lists with what is known. Nothing is forgotten by it.
 * @param makeRow the row of a key that is not known here
 */
export function compare(
  listed: readonly RemoteKey[],
  { before, now, intents }: Snapshot,
  makeRow: (remote: RemoteKey) => KeyRow,
): Comparison {
  const byRemoteId = new Map(now.map((row) => [row.remoteId, row]));
  const known = new Set(before.map(({ remoteId }) => remoteId));
  // One that was known before and is not now was deleted here while the service was asked.
  const unknown = listed.filter(
    (remote) => !byRemoteId.has(remote.id) && !known.has(remote.id) && !isBeingMade(intents, remote),
  );
  const links = linkable(now, unknown);
  const matched = listed.flatMap((remote) => {
    const row = byRemoteId.get(remote.id) ?? links.get(remote.id);
    if (row === undefined) return [];
    const merged = merge(row, remote);
    return [{ row: merged, fields: differing(row, merged) }];
  });
  const added = unknown.filter(({ id }) => !links.has(id)).map(makeRow);
  const ids = new Set(listed.map(({ id }) => id));
  // A rotation gives a row another key of the service: of that the list, asked for before, says nothing.
  const askedAbout = new Map(before.map(({ id, remoteId }) => [id, remoteId]));
  const gone = now
    .filter(({ id, remoteId, status }) => {
      return (
        remoteId !== null && askedAbout.get(id) === remoteId && !ids.has(remoteId) && status !== 'revoked'
      );
    })
    .map((row): KeyRow => ({ ...row, status: 'ghost' }));
  return {
    added,
    changed: matched.filter(({ fields }) => fields.length > 0),
    gone,
    present: [...matched.map(({ row }) => row), ...added],
  };
}
