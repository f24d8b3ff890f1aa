import { AppError } from './errors.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  /** Absent or null: a key of its own; else it goes by its id, as another has its name. */
  readonly replacedBy?: string | null;
}

const composed = (text: string) => text.normalize('NFC');
const folded = (text: string) => composed(text).toLowerCase();

/**
 * One row by its id or its exact name.
 * @param what for the words of a failure, such as "key"
 * @throws AppError not-found; ambiguous, which lists the ids
 */
export function findOne<Row extends Named>(what: string, rows: readonly Row[], idOrName: string): Row {
  const byId = rows.find(({ id }) => id === idOrName);
  if (byId !== undefined) return byId;
  const named = rows.filter(({ name }) => composed(name) === composed(idOrName));
  const own = named.filter(({ replacedBy = null }) => replacedBy === null);
  const matches = own.length > 0 ? own : named;
  const [first] = matches;
  if (first === undefined) throw notFound(what, rows, idOrName);
  if (matches.length === 1) return first;
  throw new AppError('ambiguous', {
    message: `${matches.length} ${what}s are named "${idOrName}": ${matches.map(({ id }) => id).join(', ')}.`,
    next: 'Name it by its id.',
  });
}

/** @returns the rows of one environment; all of them where none is named */
export function inEnvironment<Row extends { readonly environmentId: string }>(
  rows: readonly Row[],
  environmentId: string | undefined,
): readonly Row[] {
  return environmentId === undefined ? rows : rows.filter((row) => row.environmentId === environmentId);
}

interface Place {
  /** undefined: anywhere. */
  readonly environmentId: string | undefined;
  readonly environments: readonly Named[];
}

/**
 * One row of an environment by its id or its exact name.
 * @throws AppError not-found, which tells where else there is one; ambiguous
 */
export function findWithin<Row extends Named & { readonly environmentId: string }>(
  what: string,
  rows: readonly Row[],
  idOrName: string,
  { environmentId, environments }: Place,
): Row {
  const own = inEnvironment(rows, environmentId);
  const isMeant = ({ id, name }: Named) => id === idOrName || composed(name) === composed(idOrName);
  const elsewhere = own.some(isMeant) ? [] : rows.filter(isMeant);
  if (elsewhere.length === 0) return findOne(what, own, idOrName);
  const nameOf = (wanted: string | undefined) =>
    `"${environments.find(({ id }) => id === wanted)?.name ?? wanted}"`;
  const places = [...new Set(elsewhere.map((row) => nameOf(row.environmentId)))];
  throw new AppError('not-found', {
    message: `There is no ${what} "${idOrName}" in ${nameOf(environmentId)}.`,
    next: `${places.join(', ')} ${places.length === 1 ? 'has' : 'have'} one.`,
  });
}

/** Of what is not listed by the command of its own name. */
const LISTS: Readonly<Record<string, string>> = { environment: 'env list', rotation: 'rotations' };

function notFound(what: string, rows: readonly Named[], wanted: string): AppError {
  const near = rows.find(({ name }) => folded(name) === folded(wanted));
  const message = `There is no ${what} with the id or name "${wanted}".`;
  if (near !== undefined) return new AppError('not-found', { message, next: `Did you mean "${near.name}"?` });
  return new AppError('not-found', {
    message,
    next: `List them with: keyrack ${LISTS[what] ?? `${what} list`}`,
  });
}

/** The row of this id, which somebody chose from a list. @throws AppError not-found */
export function getRow<Row>(what: string, table: { get(id: string): Row | null }, id: string): Row {
  const row = table.get(id);
  if (row !== null) return row;
  throw noRow(what, id);
}

/** Of rows that no command of its own lists. */
const LISTED_BY: Readonly<Record<string, string>> = {
  change: 'List those that can be undone: keyrack undo --list.',
  delivery: 'List the deliveries: keyrack targets check.',
};

export const noRow = (what: string, id: string) =>
  new AppError('not-found', {
    message: `There is no ${what} ${id}.`,
    next: `Perhaps another window or command removed it. ${LISTED_BY[what] ?? 'Look at the list again.'}`,
  });
