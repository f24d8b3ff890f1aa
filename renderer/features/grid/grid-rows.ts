import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';

/** `dead`: revoked, or gone at the service. */
export type CellState =
  | 'equal'
  | 'different'
  | 'alone'
  | 'unknown'
  | 'not held'
  | 'expired'
  | 'inactive'
  | 'dead'
  | 'several'
  | 'missing';

export interface GridCell {
  readonly environment: Environment;
  readonly state: CellState;
  /** The keys of this environment with the variable; what can be used no more counts only where nothing else is. */
  readonly keys: readonly Key[];
  /** Names of the environments where the same value stands behind the variable. */
  readonly same: readonly string[];
}

export interface GridRow {
  readonly variable: string;
  /** One for each environment, in their order. */
  readonly cells: readonly GridCell[];
  /** The row's words in the form in which a search compares them. */
  readonly haystack: string;
}

export interface Grid {
  readonly rows: readonly GridRow[];
  /** Keys of these environments that no program reads by a variable. */
  readonly withoutVariable: number;
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

const isDead = ({ status }: Key): boolean => status === 'revoked' || status === 'ghost';

type InEnvironment = ReadonlyMap<string, readonly Key[]>;

/** Environments that share a value, by the value's fingerprint. */
function shared(
  columns: readonly Environment[],
  byEnvironment: InEnvironment,
): ReadonlyMap<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { id } of columns) {
    const prints = new Set((byEnvironment.get(id) ?? []).flatMap(({ fingerprint }) => fingerprint ?? []));
    for (const print of prints) places.set(print, [...(places.get(print) ?? []), id]);
  }
  return places;
}

function stateOf(key: Key, same: readonly string[], isAlone: boolean): CellState {
  if (isDead(key)) return 'dead';
  if (key.status === 'expired' || key.status === 'inactive') return key.status;
  if (!key.held) return 'not held';
  if (key.fingerprint === null) return 'unknown';
  if (same.length > 0) return 'equal';
  return isAlone ? 'alone' : 'different';
}

function rowOf(variable: string, columns: readonly Environment[], byEnvironment: InEnvironment): GridRow {
  const places = shared(columns, byEnvironment);
  const names = new Map(columns.map(({ id, name }) => [id, name]));
  const cells = columns.map((environment): GridCell => {
    const keys = byEnvironment.get(environment.id) ?? [];
    const ids = new Set(keys.flatMap(({ fingerprint }) => places.get(fingerprint ?? '') ?? []));
    ids.delete(environment.id);
    const same = columns.filter(({ id }) => ids.has(id)).map(({ id }) => names.get(id) ?? id);
    const [key, ...more] = keys;
    if (key === undefined) return { environment, state: 'missing', keys, same };
    const state = more.length > 0 ? 'several' : stateOf(key, same, byEnvironment.size === 1);
    return { environment, state, keys, same };
  });
  const words = [variable, ...[...byEnvironment.values()].flat().map(({ name }) => name)];
  return { variable, cells, haystack: folded(words.join('\n')) };
}

/** What can be used stands before what cannot; where there is any of that, only that. */
function usable(keys: readonly Key[]): readonly Key[] {
  const alive = keys.filter((key) => !isDead(key));
  return alive.length > 0 ? alive : keys.slice(0, 1);
}

/** @param columns the environments to compare, in their order */
export function gridOf(keys: readonly Key[], columns: readonly Environment[]): Grid {
  const shown = new Set(columns.map(({ id }) => id));
  const inColumns = keys.filter(({ environmentId }) => shown.has(environmentId));
  const named = inColumns.filter(({ variable }) => variable !== null);
  const rows = [...Map.groupBy(named, ({ variable }) => variable ?? '')]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, ofVariable]) => {
      const byEnvironment = Map.groupBy(ofVariable, ({ environmentId }) => environmentId);
      const used = new Map([...byEnvironment].map(([id, here]) => [id, usable(here)]));
      return rowOf(variable, columns, used);
    });
  return { rows, withoutVariable: inColumns.length - named.length };
}

/** @returns the rows in which every word of the search stands somewhere */
export function searchGrid(rows: readonly GridRow[], search: string): readonly GridRow[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => words.every((word) => row.haystack.includes(word)));
}
