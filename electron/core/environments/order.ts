import type { Environment } from '#shared/model/environment.ts';
import type { Ledger } from '../ports/ledger.ts';

type Rows = Pick<Ledger, 'environments'>;

/** All environments in their order; of one position the older comes first. */
export const ordered = ({ environments }: Rows): readonly Environment[] =>
  environments.list().toSorted((one, other) => one.position - other.position);

/** @returns the order with one of them at a place among those in use (1: the first); archived ones keep their neighbours */
export function withMoved(
  all: readonly Environment[],
  moved: Environment,
  position: number,
): readonly Environment[] {
  const others = all.filter(({ id }) => id !== moved.id);
  const next = others.filter(({ archivedAt }) => archivedAt === null)[position - 1];
  const at = next === undefined ? others.length : others.indexOf(next);
  return others.toSpliced(at, 0, moved);
}

/** Writes positions 1, 2, 3… of an order that was read in the same transaction, so that none is lost. */
export function writeOrder({ environments }: Rows, order: readonly Environment[]): void {
  for (const [index, environment] of order.entries()) {
    const position = index + 1;
    if (environment.position !== position) environments.put({ ...environment, position });
  }
}
