import { Ellipsis } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../state/selectors.ts';
import { rackText } from '../../text/rack.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { menuEntriesOf } from './menu-entries.ts';
import { runAction } from './run-action.ts';

interface Props {
  readonly value: Key;
  readonly onClose: () => void;
}

/** Everything that a row offers. Its code and its nodes come with the first press. */
export function RowMenu({ value, onClose }: Props) {
  const around = useSurroundings(value);
  return (
    <Menu
      open
      onClose={onClose}
      items={menuEntriesOf(value, around).map((entry) => ({
        ...entry,
        run: () => runAction(entry.action, value),
      }))}
      trigger={
        <button
          type="button"
          aria-label={rackText.allActions}
          onClick={(event) => event.stopPropagation()}
          className="inline-flex size-7 items-center justify-center rounded-control bg-active text-text"
        >
          <Icon of={Ellipsis} />
        </button>
      }
    />
  );
}
