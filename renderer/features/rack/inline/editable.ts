import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import type { Surroundings } from '../../../state/surroundings.ts';
import { editText } from '../../../text/operation-names.ts';
import { isByHand, obstaclesOf } from '../obstacles.ts';

/** Columns whose cells can be edited where they stand. */
const EDITABLE = ['name', 'description', 'tags', 'variable'] as const;
export type EditableColumn = (typeof EDITABLE)[number];

export const isEditable = (column: string): column is EditableColumn =>
  (EDITABLE as readonly string[]).includes(column);

export type Editable =
  | { readonly how: 'here' }
  /** It is done in the console: the dialog leads through it. */
  | { readonly how: 'dialog' }
  | { readonly how: 'not'; readonly why: string };

/** How a cell of a key is edited, by the same rules as the Edit dialog. */
export function editableHow(key: Key, around: Surroundings, column: EditableColumn): Editable {
  const why = obstaclesOf(key, around).edit;
  if (why !== null) return { how: 'not', why };
  if (column === 'tags' || column === 'variable' || around.connection === null) return { how: 'here' };
  const offer = offerOf(around.connection.offers, 'edit');
  if (isByHand(key, offer)) return { how: 'dialog' };
  if (offer.way === null && column === 'name') return { how: 'not', why: offer.why ?? editText.fixed };
  return { how: 'here' };
}

/** @returns the next cell of the row that can be edited; null where there is none */
export function nextEditable(shown: readonly string[], column: string, step: -1 | 1): EditableColumn | null {
  const cells = shown.filter(isEditable);
  return cells[cells.indexOf(column as EditableColumn) + step] ?? null;
}
