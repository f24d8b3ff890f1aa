import { Ellipsis, type LucideIcon } from 'lucide-react';
import { type ComponentProps, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { later } from './later.tsx';
import type { MenuItem } from './menu.tsx';

const Menu = later(() => import('./menu.tsx').then((all) => all.Menu));

interface Look {
  /** What the button is called, since it shows an icon alone. */
  readonly label: string;
  /** Three dots where absent. */
  readonly icon?: LucideIcon;
  /** Within a field. */
  readonly small?: boolean;
}

interface Props extends Look {
  readonly items: readonly MenuItem[];
}

/** What is not done often enough for a button of its own. The menu's code comes with the first press. */
export function MoreMenu({ items, ...look }: Props) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  // The button that the focus would go back to has made way for the menu's own.
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => {
      if (document.activeElement?.closest('[role="dialog"]')) return;
      place.current?.querySelector('button')?.focus();
    });
  };
  return (
    <span ref={place} className="contents">
      {open ? (
        <Menu open onClose={close} items={items} trigger={<MenuButton {...look} />} />
      ) : (
        <MenuButton {...look} aria-haspopup="menu" onClick={() => setOpen(true)} />
      )}
    </span>
  );
}

function MenuButton({ label, icon = Ellipsis, small = false, ...props }: ComponentProps<'button'> & Look) {
  return (
    <button
      type="button"
      {...props}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover',
        small ? 'size-6' : 'size-7',
      )}
    >
      <Icon of={icon} />
    </button>
  );
}
