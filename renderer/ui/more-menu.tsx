import { Ellipsis } from 'lucide-react';
import { Icon } from './icon.tsx';
import { Menu, type MenuItem } from './menu.tsx';

interface Props {
  /** What the button is called, since it shows three dots alone. */
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** What is not done often enough for a button of its own. */
export function MoreMenu({ label, items }: Props) {
  return (
    <Menu
      items={items}
      trigger={
        <button
          type="button"
          aria-label={label}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover"
        >
          <Icon of={Ellipsis} />
        </button>
      }
    />
  );
}
