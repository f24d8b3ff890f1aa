import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { warningWords } from '../../text/grid.ts';
import type { GridCell, GridRow } from './grid-rows.ts';

export type WarningKind = 'production elsewhere' | 'test in production' | 'expired here';

export interface GridWarning {
  readonly kind: WarningKind;
  /** Where it is told. */
  readonly variable: string;
  readonly environmentId: string;
  readonly text: string;
}

/** Prefixes by which services tell that a key is one for tests. */
const testPrefixes = (providers: readonly Provider[]): readonly string[] =>
  providers.flatMap(({ modes }) => modes.filter(({ testMode }) => testMode).map(({ prefix }) => prefix));

const isTest = (key: Key, prefixes: readonly string[]): boolean =>
  key.testMode || prefixes.some((prefix) => key.hint.startsWith(prefix));

/** Where each value stands that is held, by its fingerprint: whatever the variable is called there. */
function places(
  keys: readonly Key[],
  columns: readonly Environment[],
): ReadonlyMap<string, readonly Environment[]> {
  const byId = new Map(columns.map((each) => [each.id, each]));
  const found = new Map<string, Environment[]>();
  for (const { fingerprint, environmentId } of keys) {
    const environment = byId.get(environmentId);
    if (fingerprint === null || environment === undefined) continue;
    const known = found.get(fingerprint) ?? [];
    if (!known.includes(environment)) found.set(fingerprint, [...known, environment]);
  }
  return found;
}

const namesOf = (environments: readonly Environment[]) => environments.map(({ name }) => name).join(', ');

function elsewhere(cell: GridCell, values: ReadonlyMap<string, readonly Environment[]>): string | null {
  const others = cell.keys
    .flatMap(({ fingerprint }) => values.get(fingerprint ?? '') ?? [])
    .filter(({ stage }) => stage !== 'production');
  return others.length === 0 ? null : namesOf([...new Set(others)]);
}

interface Known {
  readonly values: ReadonlyMap<string, readonly Environment[]>;
  readonly prefixes: readonly string[];
}

function ofProduction(cell: GridCell, { values, prefixes }: Known): [WarningKind, string][] {
  if (cell.environment.stage !== 'production' || cell.state === 'dead') return [];
  const other = elsewhere(cell, values);
  return [
    ...(other === null ? [] : [['production elsewhere', other] as [WarningKind, string]]),
    ...(cell.keys.some((key) => isTest(key, prefixes))
      ? [['test in production', ''] as [WarningKind, string]]
      : []),
  ];
}

function ofExpiry(cell: GridCell, { cells }: GridRow): [WarningKind, string][] {
  if (cell.state !== 'expired') return [];
  const alive = cells.filter(({ keys }) => keys.some(({ status }) => status === 'active'));
  return alive.length === 0 ? [] : [['expired here', namesOf(alive.map(({ environment }) => environment))]];
}

/**
 * What is worth a look: a value of production outside of it, a test key inside, what expired in one environment alone.
 * @param keys all of the environments that are compared
 */
export function warningsOf(
  rows: readonly GridRow[],
  keys: readonly Key[],
  columns: readonly Environment[],
  providers: readonly Provider[],
): readonly GridWarning[] {
  const known = { values: places(keys, columns), prefixes: testPrefixes(providers) };
  return rows.flatMap((row) =>
    row.cells.flatMap((cell) =>
      [...ofProduction(cell, known), ...ofExpiry(cell, row)].map(([kind, other]) => ({
        kind,
        variable: row.variable,
        environmentId: cell.environment.id,
        text: warningWords[kind](row.variable, cell.environment.name, other),
      })),
    ),
  );
}
