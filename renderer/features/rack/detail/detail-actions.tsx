import { Copy, FileOutput, ShieldCheck, Trash2 } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../../state/actions.ts';
import { copyKeyHere, recreateKeyHere, verifyKey } from '../../../state/key-actions.ts';
import { useStore } from '../../../state/store.ts';
import { keyText } from '../../../text/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useObstacles } from '../use-obstacles.ts';

export function DetailActions({ value }: { readonly value: Key }) {
  const obstacles = useObstacles(value);
  const verifying = useStore((state) => state.keyNotes[value.id]?.kind === 'verifying');
  if (value.status === 'orphan') return <OrphanActions id={value.id} />;
  return (
    <div className="flex flex-wrap gap-1.5 border-b border-border px-4 pb-3">
      <Button shortcut="C" unavailable={obstacles.copy} onClick={() => void copyKeyHere(value)}>
        <Icon of={Copy} size={14} />
        {keyText.copy}
      </Button>
      <Button
        shortcut="V"
        unavailable={obstacles.verify}
        busy={verifying}
        onClick={() => void verifyKey(value.id)}
      >
        <Icon of={ShieldCheck} size={14} />
        {keyText.verify}
      </Button>
      <Button
        shortcut="E"
        unavailable={obstacles.export}
        onClick={() => openDialog({ kind: 'export', keyId: value.id })}
      >
        <Icon of={FileOutput} size={14} />
        {keyText.export}
      </Button>
      <IconButton
        icon={Trash2}
        label={keyText.delete}
        className="ml-auto"
        onClick={() => openDialog({ kind: 'delete-key', id: value.id })}
      />
    </div>
  );
}

function OrphanActions({ id }: { readonly id: string }) {
  return (
    <div className="flex flex-wrap gap-1.5 border-b border-border px-4 pb-3">
      <Button look="primary" onClick={() => void recreateKeyHere(id)}>
        {keyText.recreate}
      </Button>
      <Button look="quiet" onClick={() => openDialog({ kind: 'delete-key', id })}>
        <Icon of={Trash2} size={14} />
        {keyText.delete}
      </Button>
    </div>
  );
}
