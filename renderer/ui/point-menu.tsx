import { useState } from 'react';
import { Menu, type MenuItem } from './menu.tsx';

interface Props {
  /** CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** A menu where the pointer was, or where the focus is; the focus goes back to where it was. */
export function PointMenu({ x, y, items, onClose }: Props) {
  const [origin] = useState(() => document.activeElement);
  const close = () => {
    onClose();
    requestAnimationFrame(() => {
      // What was taken from the menu may have opened a dialog, or a field.
      if (origin instanceof HTMLElement && document.activeElement === document.body) origin.focus();
    });
  };
  return (
    <Menu
      key={`${x},${y}`}
      open
      align="start"
      onClose={close}
      items={items}
      trigger={<span aria-hidden="true" className="fixed size-0" style={{ left: x, top: y }} />}
    />
  );
}
