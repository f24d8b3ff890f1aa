import { api } from '../../api/api.ts';
import { closeDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironments } from '../../state/selectors.ts';
import { deleteText } from '../../text/created.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';

export function DeleteEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironments().find((each) => each.id === id);
  if (environment === undefined) return null;
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
      subject={environment.name}
      typed={environment.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={remove}
    >
      <p>{deleteText.environment(environment.name)}</p>
    </DestructiveDialog>
  );
}
