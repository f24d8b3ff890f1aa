import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { useProviders, useUsersOf } from '../../../state/selectors.ts';
import { servicesText as text } from '../../../text/services.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';

export function RemoveService({ id }: { readonly id: string }) {
  const service = useProviders().find((each) => each.id === id);
  const used = useUsersOf(id);
  if (service === undefined) return null;
  const remove = async () => {
    await api['providers.remove']({ id });
    closeDialog();
    toast(text.removed(service.name));
    await reload('providers');
  };
  return (
    <DestructiveDialog
      title={text.remove}
      submit={text.remove}
      subject={service.name}
      typed={null}
      obstacle={used > 0 ? text.removeUsed(used) : null}
      onClose={closeDialog}
      onConfirm={remove}
    >
      <p>{text.removeWhat(service.name)}</p>
      {used > 0 && (
        <div className="mt-3">
          <Notice tone="warn">{text.removeUsed(used)}</Notice>
        </div>
      )}
    </DestructiveDialog>
  );
}
