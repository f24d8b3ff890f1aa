import type { Incident } from '#shared/model/rotation.ts';
import { closeDialog } from '../../../state/actions.ts';
import { saveNote } from '../../../state/rotation-actions.ts';
import { useEnvironmentOf } from '../../../state/selectors.ts';
import { showRun } from '../../../state/showing.ts';
import { common } from '../../../text/common.ts';
import { keyText } from '../../../text/keys.ts';
import { markText, panicText } from '../../../text/rotation.ts';
import { withExactTimes } from '../../../text/time.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { RunRestarts } from '../runs/run-restarts.tsx';

/** What was done, and the note that belongs into the team's own records. */
export function LeakReplaced({ incident: { rotation, note } }: { readonly incident: Incident }) {
  const environment = useEnvironmentOf(rotation.environmentId);
  const show = () => {
    closeDialog();
    showRun(rotation);
  };
  return (
    <Dialog
      title={keyText.leaked}
      subject={<DialogSubject name={rotation.keyName} environment={environment} />}
      wide
      onClose={closeDialog}
      footer={
        <>
          <Button className="mr-auto" onClick={show}>
            {markText.showRun}
          </Button>
          <Button onClick={closeDialog}>{common.close}</Button>
          <Button look="primary" onClick={() => void saveNote(rotation.id)}>
            {panicText.saveNote}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <p role="status">{panicText.ended(rotation.keyName, rotation.state)}</p>
        {rotation.problem !== null && <Notice tone="warn">{withExactTimes(rotation.problem)}</Notice>}
        <RunRestarts run={rotation} />
        <ScrollRegion
          label={panicText.note}
          className="max-h-80 overflow-y-auto rounded-control border border-border bg-canvas px-3 py-2.5"
        >
          <pre className="font-mono text-small whitespace-pre-wrap select-text wrap-anywhere">{note}</pre>
        </ScrollRegion>
      </div>
    </Dialog>
  );
}
