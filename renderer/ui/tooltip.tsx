import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { usePopupPlace } from './popup-place.ts';
import { Shortcut } from './shortcut.tsx';

interface Props {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement;
}

/** Words for what has only an icon, and the key that does the same; on hover and on focus. */
export function Tooltip({ text, shortcut, side = 'bottom', children }: Props) {
  const place = usePopupPlace();
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 items-center gap-2 rounded-control bg-raised px-2 py-1 text-small text-text shadow-raised"
        >
          {text}
          {shortcut !== undefined && <Shortcut keys={shortcut} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
