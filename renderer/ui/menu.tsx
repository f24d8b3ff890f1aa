import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { usePopupPlace } from './popup-place.ts';
import { Shortcut } from './shortcut.tsx';

interface MenuItem {
  readonly label: string;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
}

export function Menu({ trigger, items }: Props) {
  const place = usePopupPlace();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-40 rounded-control bg-raised p-1 shadow-raised"
        >
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.label}
              onSelect={item.run}
              className={`flex h-7 items-center justify-between gap-6 rounded-tag px-2 outline-none data-highlighted:bg-hover ${item.danger ? 'text-danger' : 'text-text'}`}
            >
              {item.label}
              {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
