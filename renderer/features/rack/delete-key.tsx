import { api } from '../../api/api.ts';
import { closeDialog, selectKey, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useKey, useSurroundings } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { deleteText } from '../../text/created.ts';
import { targetName } from '../../text/target-name.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { Path } from '../../ui/path.tsx';

/** Deletes a key at its service and here, after saying what stops working. */
export function DeleteKey({ id }: { readonly id: string }) {
  const key = useKey(id);
  const { environment, provider } = useSurroundings(key);
  const targets = useStore((state) => state.data.targets);
  if (key === null) return null;
  const remove = async (confirm: string | undefined) => {
    await api['keys.delete']({ id, ...(confirm === undefined ? {} : { confirm }) });
    if (useStore.getState().selectedKeyId === id) selectKey(null);
    closeDialog();
    toast(deleteText.done(key.name));
    await reload('keys');
  };
  return (
    <DestructiveDialog
      title={deleteText.title}
      submit={deleteText.submit}
      subject={key.name}
      typed={environment?.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={remove}
    >
      <p>
        {key.connectionId === null ? deleteText.local : deleteText.atService(provider?.name ?? 'the service')}
      </p>
      <div className="mt-3">
        <h3 className="text-small font-medium">{deleteText.stops}</h3>
        {key.deliveries.length === 0 ? (
          <p className="text-muted">{deleteText.nothingStops}</p>
        ) : (
          <ul className="mt-1 flex flex-col gap-1.5">
            {key.deliveries.map((delivery) => (
              <li key={delivery.id}>
                {targetName(targets, delivery.target)}
                <Path path={delivery.file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </DestructiveDialog>
  );
}
