import { LoaderCircle } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { openDialog } from '../../../state/actions.ts';
import { enterKeyHere, recreateKeyHere } from '../../../state/key-actions.ts';
import { needsAPerson, runAbout } from '../../../state/rotations.ts';
import { isUncopied, useSurroundings } from '../../../state/selectors.ts';
import { showRun } from '../../../state/showing.ts';
import { useStore } from '../../../state/store.ts';
import { keyText } from '../../../text/keys.ts';
import { replaceText } from '../../../text/operation-names.ts';
import { detailText } from '../../../text/rack.ts';
import { markText } from '../../../text/rotation.ts';
import { exactTime } from '../../../text/time.ts';
import { Button } from '../../../ui/button.tsx';
import { EntryProblem } from '../../../ui/entry-problem.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { isLost, replaceObstacle } from '../obstacles.ts';
import { VerdictNote } from './verdict-note.tsx';

/** What is to be known before anything else: a value that is lost or not yet copied, the last verdict or problem. */
export function DetailTold({ value }: { readonly value: Key }) {
  const note = useStore((state) => state.keyNotes[value.id]);
  return (
    <>
      <RunNote value={value} />
      {value.status === 'orphan' && <OrphanNote value={value} />}
      {value.status === 'ghost' && <Notice tone="warn">{detailText.ghost}</Notice>}
      {isLost(value) && <NotHeldNote value={value} />}
      {isUncopied(value) && (
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
      {note?.kind === 'problem' && (
        <EntryProblem error={note.error} onKeep={() => void enterKeyHere(value.id, { sameValue: true })} />
      )}
    </>
  );
}

/** A run replaces this key now, or retires this old value. */
function RunNote({ value }: { readonly value: Key }) {
  const run = useStore(({ data }) => runAbout(data, value));
  const isOld = value.replacedBy !== null;
  if (run === null && !isOld) return null;
  return (
    <Notice tone={run !== null && needsAPerson(run) ? 'warn' : 'plain'}>
      <p>{isOld ? oldWords(run) : keyText.rotating}</p>
      {run !== null && (
        <Button className="mt-2" onClick={() => showRun(run)}>
          {markText.showRun}
        </Button>
      )}
    </Notice>
  );
}

const oldWords = (run: Rotation | null): string =>
  run?.resumeAt == null ? keyText.oldValue : markText.replacedUntil(exactTime(run.resumeAt));

function OrphanNote({ value }: { readonly value: Key }) {
  return (
    <Notice tone="warn">
      <p>{detailText.orphan}</p>
      <Button look="primary" className="mt-2" onClick={() => void recreateKeyHere(value.id)}>
        {keyText.recreate}
      </Button>
    </Notice>
  );
}

function NotHeldNote({ value }: { readonly value: Key }) {
  const around = useSurroundings(value);
  return (
    <Notice>
      <p>{detailText.notHeld}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button look="primary" onClick={() => void enterKeyHere(value.id)}>
          {replaceText.enterIt}
        </Button>
        <Button
          unavailable={replaceObstacle(value, around)}
          onClick={() => openDialog({ kind: 'rotate', id: value.id, lost: true })}
        >
          {replaceText.title}
        </Button>
      </div>
    </Notice>
  );
}
