import { useEffect, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { closeDialog, openDialog } from '../../../state/actions.ts';
import { listOf } from '../../../state/remote.ts';
import { useKeys, useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { createdText } from '../../../text/created.ts';
import { keyText } from '../../../text/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { KeySubject } from '../key-subject.tsx';
import { targetNamed } from '../new-key/tools.ts';
import { CreatedCard } from './created-card.tsx';
import { LeaveUncopied } from './leave-uncopied.tsx';
import { exportOf, useConfirm } from './use-confirm.ts';

interface Props {
  readonly keyIds: readonly string[];
  /** What the key was made for; empty: not said. */
  readonly tool: string;
}

/**
 * The one time that a value can be had. Leaving never confirms: only `I have copied the key` does (promise 2).
 */
export function KeyCreated({ keyIds, tool }: Props) {
  const [leaving, setLeaving] = useState(false);
  const keys = useKeys().filter((key) => keyIds.includes(key.id) && !key.acknowledged);
  const [only] = keys;
  const target = targetNamed(listOf(useStore((state) => state.data.targets)), tool);
  const next = {
    label: target === null ? keyText.export : createdText.exportTo(target.name),
    target: target?.id,
  };
  const { surely, error, confirming } = useConfirm(keys, next);
  const done = useStore((state) => state.data.keys.state === 'ready') && only === undefined;
  // Confirmed, revoked or deleted by another door.
  useEffect(() => {
    if (done) closeDialog();
  }, [done]);
  if (only === undefined) return null;
  const single = keys.length === 1;
  return (
    <Dialog
      title={createdText.title}
      subject={single ? <KeySubject value={only} /> : createdText.several(keys.length)}
      wide={!single}
      onClose={() => setLeaving(true)}
      footer={
        single ? (
          <>
            <Button className="mr-auto" onClick={() => openDialog(exportOf(only.id, next.target, keyIds))}>
              {next.label}
            </Button>
            <Button look="primary" busy={confirming} onClick={() => void surely(only)}>
              {keyText.confirmCopied}
            </Button>
          </>
        ) : (
          <Button onClick={() => setLeaving(true)}>{createdText.keep}</Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <p>
          {createdText.lead} {single && <Policy value={only} />}
        </p>
        {keys.map((key) => (
          <CreatedCard
            key={key.id}
            value={key}
            error={error?.keyId === key.id ? error.error : null}
            onConfirm={single ? null : () => void surely(key)}
          />
        ))}
        <p className="text-muted">{createdText.care}</p>
      </div>
      {leaving && <LeaveUncopied onBack={() => setLeaving(false)} onLeave={closeDialog} />}
    </Dialog>
  );
}

/** Which policy holds, told where the value can be had. */
function Policy({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return environment === null ? null : createdText.policy[environment.copyPolicy](environment.name);
}
