import { columnText } from '../../../text/rack.ts';
import { PointMenu } from '../../../ui/point-menu.tsx';
import type { Order } from '../rack-order.ts';
import { canMove } from './layout.ts';
import type { ColumnChoices, ColumnMenuPlace } from './use-column-choices.ts';

interface Props {
  readonly at: ColumnMenuPlace;
  readonly choices: ColumnChoices;
  readonly onOrder: (order: Order) => void;
}

/** What can be done with one column, where its name was pressed. */
export function ColumnMenu({ at, choices, onOrder }: Props) {
  const { column } = at;
  const edge = (step: -1 | 1) => (canMove(choices.layout, column, step) ? null : columnText.atTheEdge);
  return (
    <PointMenu
      x={at.x}
      y={at.y}
      onClose={choices.closeMenu}
      items={[
        { label: columnText.ascending, run: () => onOrder({ column, descending: false }) },
        { label: columnText.descending, run: () => onOrder({ column, descending: true }) },
        { label: columnText.left, apart: true, unavailable: edge(-1), run: () => choices.move(column, -1) },
        { label: columnText.right, unavailable: edge(1), run: () => choices.move(column, 1) },
        { label: columnText.resetWidth, apart: true, run: () => choices.resetWidth(column) },
        {
          label: columnText.hide,
          unavailable: column === 'name' ? columnText.always : null,
          run: () => choices.show(column, false),
        },
      ]}
    />
  );
}
