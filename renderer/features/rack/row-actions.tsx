import { Copy, FileOutput, type LucideIcon, ShieldCheck, Trash2 } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { copyKeyHere, verifyKey } from '../../state/key-actions.ts';
import { keyText } from '../../text/keys.ts';
import { Icon } from '../../ui/icon.tsx';
import { useObstacles } from './use-obstacles.ts';

interface Props {
  readonly value: Key;
  /** Only the actions of the row in focus are stops of the Tab key. */
  readonly reachable: boolean;
}

/** What can be done with a row's key: seen on hover and on focus. */
export function RowActions({ value, reachable }: Props) {
  const obstacles = useObstacles(value);
  const tabIndex = reachable ? 0 : -1;
  return (
    <div className="absolute inset-y-0.5 right-2 flex items-center bg-hover pl-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 group-aria-selected:bg-selected">
      <RowAction
        icon={Copy}
        label={keyText.copy}
        shortcut="C"
        tabIndex={tabIndex}
        unavailable={obstacles.copy}
        onClick={() => void copyKeyHere(value)}
      />
      <RowAction
        icon={ShieldCheck}
        label={keyText.verify}
        shortcut="V"
        tabIndex={tabIndex}
        unavailable={obstacles.verify}
        onClick={() => void verifyKey(value.id)}
      />
      <RowAction
        icon={FileOutput}
        label={keyText.export}
        shortcut="E"
        tabIndex={tabIndex}
        unavailable={obstacles.export}
        onClick={() => openDialog({ kind: 'export', keyId: value.id })}
      />
      <RowAction
        icon={Trash2}
        label={keyText.delete}
        tabIndex={tabIndex}
        onClick={() => openDialog({ kind: 'delete-key', id: value.id })}
      />
    </div>
  );
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string;
  readonly tabIndex: number;
  readonly unavailable?: string | null;
  readonly onClick: () => void;
}

/** A plain button with the browser's own tooltip: there are four in each row, and rows come and go while scrolling. */
function RowAction({ icon, label, shortcut, tabIndex, unavailable, onClick }: ActionProps) {
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    if (!unavailable) onClick();
  };
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={unavailable ? true : undefined}
      title={unavailable ?? (shortcut === undefined ? label : `${label} (${shortcut})`)}
      tabIndex={tabIndex}
      onClick={press}
      className="inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-active hover:text-text aria-disabled:opacity-45"
    >
      <Icon of={icon} />
    </button>
  );
}
