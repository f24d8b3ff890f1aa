import { Copy, FileOutput, ShieldCheck, Trash2 } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { copyKeyHere, verifyKey } from '../../state/key-actions.ts';
import { keyText } from '../../text/keys.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useObstacles } from './obstacles.ts';

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
    <div className="absolute inset-y-0 right-2 flex items-center bg-hover pl-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 group-aria-selected:bg-selected">
      <IconButton
        icon={Copy}
        label={keyText.copy}
        shortcut="C"
        tabIndex={tabIndex}
        unavailable={obstacles.copy}
        onClick={() => void copyKeyHere(value)}
      />
      <IconButton
        icon={ShieldCheck}
        label={keyText.verify}
        shortcut="V"
        tabIndex={tabIndex}
        unavailable={obstacles.verify}
        onClick={() => void verifyKey(value.id)}
      />
      <IconButton
        icon={FileOutput}
        label={keyText.export}
        shortcut="E"
        tabIndex={tabIndex}
        unavailable={obstacles.export}
        onClick={() => openDialog({ kind: 'export', keyId: value.id })}
      />
      <IconButton
        icon={Trash2}
        label={keyText.delete}
        tabIndex={tabIndex}
        onClick={() => openDialog({ kind: 'delete-key', id: value.id })}
      />
    </div>
  );
}
