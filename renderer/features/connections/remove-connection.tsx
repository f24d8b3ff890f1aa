import { api } from '../../api/api.ts';
import { closeDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useConnections, useEnvironments, useKeys } from '../../state/selectors.ts';
import { connectionsText } from '../../text/connections.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConnectionSubject } from './connection-subject.tsx';

export function RemoveConnection({ id }: { readonly id: string }) {
  const connection = useConnections().find((each) => each.id === id);
  const environment = useEnvironments().find((each) => each.id === connection?.environmentId);
  const count = useKeys().filter((key) => key.connectionId === id).length;
  if (connection === undefined) return null;
  const remove = async (confirm: string | undefined) => {
    await api['connections.remove']({ id, ...(confirm === undefined ? {} : { confirm }) });
    closeDialog();
    toast(connectionsText.removed(connection.name));
    await reload('connections');
  };
  return (
    <DestructiveDialog
      title={connectionsText.remove}
      submit={connectionsText.remove}
      subject={<ConnectionSubject connection={connection} />}
      typed={environment?.stage === 'production' ? environment.name : null}
      obstacle={count > 0 ? connectionsText.removeKeys(count) : null}
      onClose={closeDialog}
      onConfirm={remove}
    >
      <p>{connectionsText.removeWhat(connection.name)}</p>
      {count > 0 && (
        <div className="mt-3">
          <Notice tone="warn">{connectionsText.removeKeys(count)}</Notice>
        </div>
      )}
    </DestructiveDialog>
  );
}
