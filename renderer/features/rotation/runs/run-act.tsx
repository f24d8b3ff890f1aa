import type { Rotation, RotationAct } from '#shared/model/rotation.ts';
import { closeDialog } from '../../../state/actions.ts';
import { actOnRun } from '../../../state/rotation-actions.ts';
import { runOf } from '../../../state/rotations.ts';
import { useEnvironmentOf } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { actLeads, actNames } from '../../../text/rotation.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { GoesBack } from './goes-back.tsx';

interface Props {
  readonly id: string;
  readonly act: RotationAct;
}

/** Asks before something is done to a run; Undo lists what goes back. */
export function RunAct({ id, act }: Props) {
  const run = useLastKnown(useStore(({ data }) => runOf(data, id)));
  return run === null ? null : <Asking run={run} act={act} />;
}

function Asking({ run, act }: { readonly run: Rotation; readonly act: RotationAct }) {
  const environment = useEnvironmentOf(run.environmentId);
  const confirm = async (words: string | undefined) => {
    await actOnRun(run.id, act, words);
    closeDialog();
  };
  return (
    <DestructiveDialog
      title={actNames[act]}
      submit={actNames[act]}
      subject={<DialogSubject name={run.keyName} environment={environment} />}
      look={act === 'undo' || act === 'accept' ? 'danger' : 'primary'}
      typed={environment?.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3.5">
        <p>{actLeads[act]}</p>
        {act === 'undo' && <GoesBack run={run} />}
      </div>
    </DestructiveDialog>
  );
}
