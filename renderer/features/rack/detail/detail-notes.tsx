import { CircleCheck, CircleHelp, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useContext } from 'react';
import type { Key, Verdict } from '#shared/model/key.ts';
import { openDialog } from '../../../state/actions.ts';
import { useStore } from '../../../state/store.ts';
import { detailText } from '../../../text/rack.ts';
import { relativeTime } from '../../../text/time.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Now } from '../cells.tsx';

/** What is to be known before anything else: not yet copied, an orphan, the last verdict or problem. */
export function DetailNotes({ value }: { readonly value: Key }) {
  const note = useStore((state) => state.keyNotes[value.id]);
  const waiting = !value.acknowledged && value.held && value.status === 'active';
  return (
    <>
      {value.status === 'orphan' && <Notice tone="warn">{detailText.orphan}</Notice>}
      {waiting && (
        <Notice tone="warn">
          <p>{detailText.uncopied}</p>
          <Button className="mt-2" onClick={() => openDialog({ kind: 'key-created', keyIds: [value.id] })}>
            {detailText.showOrCopy}
          </Button>
        </Notice>
      )}
      {note?.kind === 'verifying' && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Icon of={LoaderCircle} className="animate-spin" />
          {detailText.verifying}
        </p>
      )}
      {note?.kind === 'verdict' && <VerdictNote verdict={note.verdict} at={note.at} />}
      {note?.kind === 'problem' && <ErrorNotice error={note.error} />}
    </>
  );
}

const looks: Record<
  Verdict['is'],
  { readonly icon: LucideIcon; readonly colour: string; readonly word: string }
> = {
  valid: { icon: CircleCheck, colour: 'text-ok', word: 'Valid' },
  'valid, scope missing': { icon: CircleCheck, colour: 'text-warn', word: 'Valid, scope missing' },
  invalid: { icon: CircleX, colour: 'text-danger', word: 'Invalid' },
  unknown: { icon: CircleHelp, colour: 'text-muted', word: 'Unknown' },
};

function VerdictNote({ verdict, at }: { readonly verdict: Verdict; readonly at: string }) {
  const now = useContext(Now);
  const look = looks[verdict.is];
  return (
    <div role="status" className="flex gap-2.5 rounded-control border border-border px-3 py-2.5">
      <Icon of={look.icon} className={`mt-0.5 ${look.colour}`} />
      <div className="min-w-0">
        <p className="font-medium">{look.word}</p>
        <p className="text-muted wrap-anywhere">{verdict.message}</p>
        <p className="mt-0.5 text-small text-faint">{detailText.checkedAt(relativeTime(at, now))}</p>
      </div>
    </div>
  );
}
