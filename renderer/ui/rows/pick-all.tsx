import { rackText } from '../../text/rack.ts';
import type { KeyedRow } from './keyed-row.ts';
import { RowBox } from './row-box.tsx';
import type { Picking } from './use-picked.ts';

interface Props<Row extends KeyedRow> {
  readonly picking: Picking<Row>;
  readonly count: number;
}

/** The box above the boxes. */
export function PickAll<Row extends KeyedRow>({ picking, count }: Props<Row>) {
  const picked = picking.rows.length;
  return (
    <RowBox
      label={rackText.pickAll}
      checked={picked > 0 && picked < count ? 'mixed' : picked > 0}
      reachable
      onPress={picked > 0 ? picking.clear : picking.all}
    />
  );
}
