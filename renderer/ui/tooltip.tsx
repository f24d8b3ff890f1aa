import { Tooltip as Radix } from 'radix-ui';
import { type FocusEvent, type ReactElement, useRef, useState } from 'react';
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
  const { open, onOpenChange, onFocus } = useOpen();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild onFocus={onFocus}>
        {children}
      </Radix.Trigger>
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

/**
 * A tooltip closes when what is under it scrolls. But the focus itself scrolls to what it lands on, and then the words
 * that it asked for must not be gone before they were there: so the first two frames of a focus do not close it.
 */
function useOpen() {
  const [open, setOpen] = useState(false);
  const fresh = useRef<Element>(null);
  const onFocus = (event: FocusEvent) => {
    fresh.current = event.currentTarget;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        fresh.current = null;
      }),
    );
  };
  const onOpenChange = (next: boolean) => {
    if (!next && fresh.current !== null && fresh.current === document.activeElement) return;
    setOpen(next);
  };
  return { open, onOpenChange, onFocus };
}
