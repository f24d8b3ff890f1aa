import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import { Icon } from './icon.tsx';
import { usePopupPlace } from './popup-place.ts';
import { Shortcut } from './shortcut.tsx';
import { Tooltip } from './tooltip.tsx';

export interface MenuItem {
  /** Where two may have the same label. */
  readonly id?: string;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  /** A line stands before it. */
  readonly apart?: boolean;
  /** Why it cannot be used now. It stays in the menu, so that the reason can be read. */
  readonly unavailable?: string | null | undefined;
  /** It is ticked or not, and the menu stays open. */
  readonly checked?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  /** Open from the start: the trigger was pressed before the menu's code was there. */
  readonly open?: boolean;
  readonly align?: 'start' | 'end';
  readonly onClose?: () => void;
}

export function Menu({ trigger, items, open = false, align = 'end', onClose }: Props) {
  const place = usePopupPlace();
  return (
    <DropdownMenu.Root modal={false} defaultOpen={open} onOpenChange={(now) => now || onClose?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 max-w-80 overflow-y-auto rounded-control bg-raised p-1 shadow-raised"
        >
          {items.map((item) => (
            <Fragment key={item.id ?? item.label}>
              {item.apart === true && <DropdownMenu.Separator className="mx-1 my-1 h-px bg-border" />}
              <Item item={item} />
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const LOOK =
  'flex h-7 shrink-0 items-center gap-2 rounded-tag px-2 outline-none data-highlighted:bg-hover aria-disabled:text-faint';

function Item({ item }: { readonly item: MenuItem }) {
  const blocked = Boolean(item.unavailable);
  const shared = {
    'aria-disabled': blocked || undefined,
    'aria-description': item.unavailable ?? undefined,
    className: `${LOOK} ${item.danger ? 'text-danger' : 'text-text'}`,
  };
  const entry =
    item.checked === undefined ? (
      <DropdownMenu.Item {...shared} onSelect={(event) => (blocked ? event.preventDefault() : item.run())}>
        <Words item={item} />
      </DropdownMenu.Item>
    ) : (
      <DropdownMenu.CheckboxItem
        {...shared}
        checked={item.checked}
        onSelect={(event) => {
          event.preventDefault();
          if (!blocked) item.run();
        }}
      >
        <span className="flex size-4 items-center justify-center">
          {item.checked && <Icon of={Check} size={14} />}
        </span>
        <Words item={item} />
      </DropdownMenu.CheckboxItem>
    );
  if (!item.unavailable) return entry;
  return (
    <Tooltip text={item.unavailable} side="left">
      {entry}
    </Tooltip>
  );
}

function Words({ item }: { readonly item: MenuItem }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
    </>
  );
}
