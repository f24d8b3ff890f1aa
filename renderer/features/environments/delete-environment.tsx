import { api } from '../../api/api.ts';
import { closeDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironmentOf } from '../../state/selectors.ts';
import { deleteText } from '../../text/created.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { DialogSubject } from '../../ui/dialog-subject.tsx';

export function DeleteEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironmentOf(id);
  if (environment === null) return null;
  const remove = async (confirm: string | undefined) => {
    await api['environments.remove']({ id, ...(confirm === undefined ? {} : { confirm }) });
    closeDialog();
    toast(deleteText.done(environment.name));
    await reload('environments');
  };
  return (
    <DestructiveDialog
      title={deleteText.title}
      submit={deleteText.submit}
      subject={<DialogSubject environment={environment} />}
      typed={environment.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={remove}
    >
      <p>{deleteText.environment(environment.name)}</p>
    </DestructiveDialog>
  );
}
