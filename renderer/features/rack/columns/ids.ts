/** In the order in which they come. */
export const COLUMNS = [
  'name',
  'hint',
  'environment',
  'service',
  'connection',
  'scopes',
  'status',
  'created',
  'lastUsed',
  'expires',
  'rotationDue',
  'deliveredTo',
  'description',
  'variable',
  'tags',
  'testMode',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

/** Widths in CSS pixels, as they come. The name takes what is left, and never less than this. */
export const WIDTHS: Readonly<Record<ColumnId, number>> = {
  name: 176,
  hint: 116,
  environment: 120,
  service: 88,
  connection: 120,
  scopes: 132,
  status: 84,
  created: 92,
  lastUsed: 92,
  expires: 92,
  rotationDue: 104,
  deliveredTo: 112,
  description: 200,
  variable: 168,
  tags: 128,
  testMode: 88,
};

/** Before the first column, for the box that picks a row. */
export const BOX_WIDTH = 32;
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 720;

const HIDDEN: ReadonlySet<ColumnId> = new Set(['connection', 'description', 'variable', 'tags', 'testMode']);

/** Whether a column is among those that come without being asked for. */
export const comesShown = (id: ColumnId): boolean => !HIDDEN.has(id);

export const isColumn = (id: string): id is ColumnId => (COLUMNS as readonly string[]).includes(id);
