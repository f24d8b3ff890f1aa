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
  return (
    <Menu
      key={`${x},${y}`}
      open
      align="start"
      onClose={onClose}
      items={items}
      trigger={<span aria-hidden="true" className="fixed size-0" style={{ left: x, top: y }} />}
    />
  );
}
