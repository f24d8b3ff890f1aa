import { Columns3 } from 'lucide-react';
import { columnNames, columnText } from '../../../text/rack.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { ColumnId } from './ids.ts';
import type { ColumnChoices } from './use-column-choices.ts';

interface Props {
  readonly choices: ColumnChoices;
  readonly onClose: () => void;
}

function whyNot(id: ColumnId, all: boolean): string | null {
  if (id === 'name') return columnText.always;
  return id === 'environment' && !all ? columnText.oneEnvironment : null;
}

/** Every column with whether it is in sight; it stays open, so that several can be ticked. */
export function ColumnsMenu({ choices, onClose }: Props) {
  const { order, shown, all } = choices.layout;
  return (
    <Menu
      open
      onClose={onClose}
      items={[
        ...order.map((id) => ({
          label: columnNames[id],
          checked: shown.has(id),
          unavailable: whyNot(id, all),
          run: () => choices.show(id, !shown.has(id)),
        })),
        { label: columnText.reset, apart: true, run: choices.reset },
      ]}
      trigger={
        <button
          type="button"
          aria-label={columnText.menu}
          className="inline-flex size-7 items-center justify-center rounded-control bg-active text-text"
        >
          <Icon of={Columns3} />
        </button>
      }
    />
  );
}
