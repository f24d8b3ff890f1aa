import { api } from '../../api/api.ts';
import { closeDialog, selectKey, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironmentOf, useKey } from '../../state/selectors.ts';
import { copyValueText } from '../../text/grid.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { DialogSubject } from '../../ui/dialog-subject.tsx';
import { useLastKnown } from '../../ui/use-last-known.ts';

interface Props {
  readonly keyId: string;
  readonly environmentId: string;
}

/** One value in two environments: only where the user insists, and knows why not. */
export function CopyValue({ keyId, environmentId }: Props) {
  const key = useLastKnown(useKey(keyId));
  const to = useEnvironmentOf(environmentId);
  const from = useEnvironmentOf(key?.environmentId ?? '');
  if (key === null || to === null || from === null) return null;
  const copy = async (confirm: string | undefined) => {
    const made = await api['keys.copyValue']({ id: keyId, environmentId, ...(confirm && { confirm }) });
    await reload('keys');
    closeDialog();
    selectKey(made.id);
    toast(copyValueText.copied(made.name, to.name));
  };
  return (
    <DestructiveDialog
      title={copyValueText.title}
      submit={copyValueText.submit}
      subject={<DialogSubject name={key.name} environment={to} />}
      typed={to.stage === 'production' ? to.name : null}
      onClose={closeDialog}
      onConfirm={copy}
    >
      <div className="flex flex-col gap-3">
        <p>{copyValueText.lead(key.name, from.name, to.name)}</p>
        <div>
          <p>{copyValueText.why}</p>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {copyValueText.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      </div>
    </DestructiveDialog>
  );
}
