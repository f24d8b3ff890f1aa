import { api } from '../../api/api.ts';
import { closeDialog } from '../../state/actions.ts';
import { unarchiveEnvironment } from '../../state/environment-actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironmentOf, useStandingIn } from '../../state/selectors.ts';
import { toastWithUndo } from '../../state/undo.ts';
import { archiveText, environmentActs } from '../../text/environments.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { DialogSubject } from '../../ui/dialog-subject.tsx';

/** Nothing stops by it, and it can be taken back: so it tells what it means, and asks for no name. */
export function ArchiveEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironmentOf(id);
  const { keys, connections } = useStandingIn(id);
  if (environment === null) return null;
  const archive = async () => {
    await api['environments.archive']({ id });
    closeDialog();
    await reload('environments');
    toastWithUndo(archiveText.done(environment.name), () => unarchiveEnvironment(id));
  };
  return (
    <DestructiveDialog
      title={environmentActs.archive}
      submit={environmentActs.archive}
      look="primary"
      subject={<DialogSubject environment={environment} />}
      typed={null}
      onClose={closeDialog}
      onConfirm={archive}
    >
      <div className="grid gap-2">
        <p>{archiveText.hides}</p>
        <p>{archiveText.keeps(keys, connections)}</p>
        <p className="text-muted">{archiveText.back}</p>
      </div>
    </DestructiveDialog>
  );
}
