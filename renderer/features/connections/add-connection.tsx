import { zodResolver } from '@hookform/resolvers/zod';
import { FormProvider, useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { closeDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironments, useProviders } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { connectionsText } from '../../text/connections.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ConnectionFields } from './form/connection-fields.tsx';
import {
  type ConnectionForm,
  connectionFormSchema,
  emptyForm,
  newConnectionOf,
} from './form/connection-form.ts';
import { toldIn } from './form/told.ts';

interface Props {
  readonly environmentId: string | null;
  readonly provider: string | null;
}

export function AddConnection({ environmentId, provider }: Props) {
  const [environment] = useEnvironments();
  const providers = useProviders();
  const service = providers.find((each) => each.id === provider) ?? providers[0] ?? null;
  const defaults = useStore((state) => state.preferences.connectionDefaults);
  const form = useForm<ConnectionForm>({
    resolver: zodResolver(connectionFormSchema(providers, true)),
    defaultValues: emptyForm(environmentId ?? environment?.id ?? '', service, defaults),
  });
  const { run, running, error } = useAction();
  const submit = form.handleSubmit(async (values) => {
    const connection = await run(
      () => api['connections.add'](newConnectionOf(values)),
      toldIn(form, ['name', 'environmentId', 'baseUrl', 'ca']),
    );
    if (connection === null) return;
    closeDialog();
    await reload('connections');
    toast(connectionsText.added(connection.name));
  });
  return (
    <Dialog
      wide
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
