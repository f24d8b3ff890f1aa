import { zodResolver } from '@hookform/resolvers/zod';
import { FormProvider, useForm } from 'react-hook-form';
import type { NewConnection } from '#shared/model/connection.ts';
import { api } from '../../api/api.ts';
import { closeDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironments, useProviders } from '../../state/selectors.ts';
import { common } from '../../text/common.ts';
import { connectionsText } from '../../text/connections.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toldAtField } from '../../ui/field-failure.ts';
import { useAction } from '../../ui/use-action.ts';
import { ConnectionFields } from './connection-fields.tsx';
import { type ConnectionForm, connectionFormSchema } from './connection-form.ts';

interface Props {
  readonly environmentId: string | null;
  readonly provider: string | null;
}

export function AddConnection({ environmentId, provider }: Props) {
  const [environment] = useEnvironments();
  const [service] = useProviders();
  const form = useForm<ConnectionForm, unknown, NewConnection>({
    resolver: zodResolver(connectionFormSchema),
    defaultValues: {
      environmentId: environmentId ?? environment?.id ?? '',
      provider: provider ?? service?.id ?? '',
      name: '',
      baseUrl: '',
    },
  });
  const { run, running, error } = useAction();
  const submit = form.handleSubmit(async (input) => {
    const connection = await run(
      () => api['connections.add'](input),
      (thrown) => toldAtField(form, thrown),
    );
    if (connection === null) return;
    await reload('connections');
    closeDialog();
    toast(connectionsText.added(connection.name));
  });
  return (
    <Dialog
      title={connectionsText.add}
      onClose={closeDialog}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {connectionsText.add}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <div className="grid gap-4">
          {error !== null && <ErrorNotice error={error} />}
          <ConnectionFields />
        </div>
      </FormProvider>
    </Dialog>
  );
}
