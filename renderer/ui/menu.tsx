import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import { usePopupPlace } from './popup-place.ts';
import { Shortcut } from './shortcut.tsx';
import { Tooltip } from './tooltip.tsx';

export interface MenuItem {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  /** A line stands before it. */
  readonly apart?: boolean;
  /** Why it cannot be used now. It stays in the menu, so that the reason can be read. */
  readonly unavailable?: string | null | undefined;
  readonly run: () => void;
}

interface Props {
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  /** Open from the start: the trigger was pressed before the menu's code was there. */
  readonly open?: boolean;
  readonly onClose?: () => void;
}

export function Menu({ trigger, items, open = false, onClose }: Props) {
  const place = usePopupPlace();
  return (
    <DropdownMenu.Root modal={false} defaultOpen={open} onOpenChange={(now) => now || onClose?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 overflow-y-auto rounded-control bg-raised p-1 shadow-raised"
        >
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.apart === true && <DropdownMenu.Separator className="mx-1 my-1 h-px bg-border" />}
              <Item item={item} />
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ item }: { readonly item: MenuItem }) {
  const blocked = Boolean(item.unavailable);
  const entry = (
    <DropdownMenu.Item
      aria-disabled={blocked || undefined}
      aria-description={item.unavailable ?? undefined}
      onSelect={(event) => (blocked ? event.preventDefault() : item.run())}
      className={`flex h-7 items-center justify-between gap-6 rounded-tag px-2 outline-none data-highlighted:bg-hover aria-disabled:text-faint ${item.danger ? 'text-danger' : 'text-text'}`}
    >
      {item.label}
      {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
    </DropdownMenu.Item>
  );
  if (!item.unavailable) return entry;
  return (
    <Tooltip text={item.unavailable} side="left">
      {entry}
    </Tooltip>
  );
}
