import type { Connection } from '#shared/model/connection.ts';
import type { Environment, Stage } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { OpenDialog } from '../../state/dialog.ts';
import { gridText } from '../../text/grid.ts';
import type { GridCell, GridRow } from './grid-rows.ts';

/** From one stage to the next; a custom one has no place among them. */
const ORDER: Record<Stage, number | null> = { development: 0, staging: 1, production: 2, custom: null };

const rankOf = ({ stage }: Environment): number | null => ORDER[stage];

const isLater = (a: Environment, b: Environment): boolean => {
  const [from, to] = [rankOf(a), rankOf(b)];
  return from !== null && to !== null && to > from && a.project === b.project;
};

const byStage = (a: GridCell, b: GridCell) =>
  (rankOf(a.environment) ?? 9) - (rankOf(b.environment) ?? 9) ||
  a.environment.position - b.environment.position;

/** A key that another like it can be made of: not one that is at an end. */
const sourceIn = ({ state, keys }: GridCell): Key | null =>
  state === 'missing' || state === 'dead' ? null : (keys[0] ?? null);

export interface Promotion {
  readonly key: Key;
  readonly to: Environment;
}

/** From a cell with a key to the next environment where the variable is missing. */
function onwards(row: GridRow, cell: GridCell, key: Key): Promotion | string {
  const { environment } = cell;
  if (rankOf(environment) === null) return gridText.noStage;
  const later = row.cells.filter((each) => isLater(environment, each.environment)).toSorted(byStage);
  if (later.length === 0) return gridText.noLater;
  const next = later.find(({ state }) => state === 'missing');
  return next === undefined ? gridText.nextHasIt : { key, to: next.environment };
}

/** Into a cell where it is missing, from the nearest environment before it; from another one where none has it. */
function here(row: GridRow, { environment }: GridCell): Promotion | string {
  const before = row.cells.filter((each) => isLater(each.environment, environment)).toSorted(byStage);
  const found = [...before.toReversed(), ...row.cells].map(sourceIn).find((key) => key !== null);
  return found === undefined || found === null ? gridText.nobodyHasIt : { key: found, to: environment };
}

/** @returns which key is promoted where; a text says why none is */
export function promotionOf(row: GridRow, cell: GridCell): Promotion | string {
  if (cell.state === 'missing' || cell.state === 'dead') return here(row, cell);
  const key = sourceIn(cell);
  return key === null ? gridText.nobodyHasIt : onwards(row, cell, key);
}

/**
 * A new key there, at a connection of the same service; a connection first, where there is none; a value of its own for
 * a key that no service is known of.
 */
export function dialogFor({ key, to }: Promotion, connections: readonly Connection[]): OpenDialog {
  if (key.connectionId === null) return { kind: 'add-key', like: { keyId: key.id, environmentId: to.id } };
  const provider = connections.find(({ id }) => id === key.connectionId)?.provider ?? null;
  const there = connections.find((each) => each.environmentId === to.id && each.provider === provider);
  return there === undefined
    ? { kind: 'add-connection', environmentId: to.id, provider }
    : { kind: 'new-key', like: key.id, at: there.id };
}
