import type { ColumnId } from './columns/ids.ts';
import type { RackRow } from './rack-rows.ts';

export interface Order {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** Newest first: what was made last is what is looked for. */
export const FIRST_ORDER: Order = { column: 'created', descending: true };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const plain = (left: string, right: string): number => Number(left > right) - Number(left < right);

type Sortable = { readonly of: (row: RackRow) => string | null; readonly compare: typeof plain };

// Instants are all ISO 8601 in UTC, so their text sorts as they do.
const SORTABLES: Record<ColumnId, Sortable> = {
  name: { of: (row) => row.key.name, compare: collator.compare },
  hint: { of: (row) => row.key.hint, compare: plain },
  service: { of: (row) => row.service, compare: collator.compare },
  scopes: { of: (row) => row.key.scopes.join(' ') || null, compare: plain },
  status: { of: (row) => row.key.status, compare: plain },
  created: { of: (row) => row.key.createdAt, compare: plain },
  lastUsed: { of: (row) => row.key.lastUsedAt, compare: plain },
  expires: { of: (row) => row.key.expiresAt, compare: plain },
  environment: { of: (row) => row.environment?.name ?? null, compare: collator.compare },
  connection: { of: (row) => row.connection || null, compare: collator.compare },
  rotationDue: { of: (row) => row.key.rotationDueAt, compare: plain },
  description: { of: (row) => row.key.description || null, compare: collator.compare },
  variable: { of: (row) => row.key.variable, compare: plain },
  tags: { of: (row) => row.key.tags.join(' ') || null, compare: collator.compare },
  testMode: { of: (row) => (row.key.testMode ? 'on' : null), compare: plain },
  deliveredTo: { of: (row) => row.key.deliveries[0]?.target ?? null, compare: plain },
};

/** @returns the rows in order; those that have nothing in the column come last either way */
export function orderRows(rows: readonly RackRow[], { column, descending }: Order): RackRow[] {
  const { of, compare } = SORTABLES[column];
  const sign = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [of(left), of(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b);
  });
}
