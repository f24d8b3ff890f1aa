import { useCallback, useMemo, useState } from 'react';
import type { KeyedRow } from './keyed-row.ts';
import { allOf, anchoredAt, extended, NOTHING_PICKED, toggled } from './picked.ts';

export interface Picking<Row extends KeyedRow> {
  /** Those of the rows found that are picked, in their order. What is out of sight is never acted upon. */
  readonly rows: readonly Row[];
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly extend: (from: string | null, to: string) => void;
  readonly begin: (id: string) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

export function usePicked<Row extends KeyedRow>(found: readonly Row[]): Picking<Row> {
  const [picked, setPicked] = useState(NOTHING_PICKED);
  const { ids } = picked;
  const rows = useMemo(
    () => (ids.size === 0 ? [] : found.filter((row) => ids.has(row.key.id))),
    [found, ids],
  );
  const orderNow = () => found.map((row) => row.key.id);
  const toggle = useCallback((id: string) => setPicked((before) => toggled(before, id)), []);
  const begin = useCallback((id: string) => setPicked((before) => anchoredAt(before, id)), []);
  const clear = useCallback(() => setPicked(NOTHING_PICKED), []);
  return {
    rows,
    ids,
    toggle,
    begin,
    clear,
    extend: (from, to) => setPicked((before) => extended(before, orderNow(), from, to)),
    all: () => setPicked(allOf(orderNow())),
  };
}
