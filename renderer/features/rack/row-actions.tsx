import { Copy, Ellipsis, FileOutput, type LucideIcon, ShieldCheck, Trash2 } from 'lucide-react';
import { type MouseEvent, useRef, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { rackText } from '../../text/rack.ts';
import { Icon } from '../../ui/icon.tsx';
import { titleWith } from '../../ui/keyboard.ts';
import { later } from '../../ui/later.tsx';
import { actionNames, actionShortcuts } from './action-names.ts';
import { actionsOf, type KeyAction } from './obstacles.ts';
import { runAction } from './run-action.ts';
import { useObstacles } from './use-obstacles.ts';

const RowMenu = later(() => import('./row-menu.tsx').then((all) => all.RowMenu));

interface Props {
  readonly value: Key;
  /** Only the actions of the row in focus are stops of the Tab key. */
  readonly reachable: boolean;
}

const QUICK: readonly (readonly [KeyAction, LucideIcon])[] = [
  ['copy', Copy],
  ['verify', ShieldCheck],
  ['export', FileOutput],
  ['delete', Trash2],
];

const quickOf = (key: Key): typeof QUICK =>
  key.replacedBy === null ? QUICK : QUICK.filter(([action]) => actionsOf(key).includes(action));

/** What is done most often with a row's key, and the menu of everything: seen on hover and on focus. */
export function RowActions({ value, reachable }: Props) {
  const obstacles = useObstacles(value);
  const [menu, setMenu] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // The button that the focus would go back to has made way for the menu's own.
  const close = () => {
    setMenu(false);
    requestAnimationFrame(() => {
      if (document.activeElement?.closest('[role="dialog"]')) return;
      place.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
    });
  };
  const tabIndex = reachable ? 0 : -1;
  return (
    <div
      ref={place}
      className="absolute inset-y-0.5 right-2 flex items-center bg-hover pl-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 group-aria-selected:bg-selected has-data-[state=open]:opacity-100"
    >
      {quickOf(value).map(([action, icon]) => (
        <RowAction
          key={action}
          icon={icon}
          label={actionNames[action]}
          shortcut={actionShortcuts[action]}
          tabIndex={tabIndex}
          unavailable={obstacles[action]}
          onClick={() => runAction(action, value)}
        />
      ))}
      {menu ? (
        <RowMenu value={value} onClose={close} />
      ) : (
        <RowAction
          icon={Ellipsis}
          label={rackText.allActions}
          tabIndex={tabIndex}
          opens
          onClick={() => setMenu(true)}
        />
      )}
    </div>
  );
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly tabIndex: number;
  readonly unavailable?: string | null;
  /** It opens a menu. */
  readonly opens?: boolean;
  readonly onClick: () => void;
}

/** A plain button with the browser's own tooltip: there are five in each row, and rows come and go while scrolling. */
function RowAction({ icon, label, shortcut, tabIndex, unavailable, opens, onClick }: ActionProps) {
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    if (!unavailable) onClick();
  };
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup={opens === true ? 'menu' : undefined}
      aria-disabled={unavailable ? true : undefined}
      aria-description={unavailable ?? undefined}
      title={unavailable ?? titleWith(label, shortcut)}
      tabIndex={tabIndex}
      onClick={press}
      className="inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-active hover:text-text aria-disabled:opacity-45"
    >
      <Icon of={icon} />
    </button>
  );
}
