import { zodResolver } from '@hookform/resolvers/zod';
import { FormProvider, useForm } from 'react-hook-form';
import type { Connection } from '#shared/model/connection.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { useConnections, useProviders } from '../../../state/selectors.ts';
import { common } from '../../../text/common.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { connectionsText } from '../../../text/connections.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { ConnectionSubject } from '../connection-subject.tsx';
import {
  asksProxyPassword,
  type ConnectionForm,
  changesOf,
  connectionFormSchema,
  formOf,
} from '../form/connection-form.ts';
import { toldIn } from '../form/told.ts';
import { SettingsFields } from './settings-fields.tsx';

export function ConnectionSettings({ id }: { readonly id: string }) {
  const connection = useConnections().find((each) => each.id === id);
  return connection === undefined ? null : <Settings connection={connection} />;
}

function Settings({ connection }: { readonly connection: Connection }) {
  const providers = useProviders();
  const form = useForm<ConnectionForm>({
    resolver: zodResolver(connectionFormSchema(providers, connection.baseUrl === '')),
    defaultValues: formOf(connection),
  });
  const { run, running, error } = useAction();
  const submit = form.handleSubmit(async (values) => {
    const call = {
      changes: changesOf(connection, values),
      askCredential: values.credential,
      askProxyPassword: asksProxyPassword(values),
    };
    const saved = await run(() => api['connections.edit'](call), toldIn(form, ['name', 'baseUrl', 'ca']));
    if (saved === null) return;
    await reload('connections');
    closeDialog();
    toast(connectionsText.saved(saved.name));
  });
  return (
    <Dialog
      wide
      title={text.title}
      subject={<ConnectionSubject connection={connection} />}
      onClose={closeDialog}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {text.save}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <div className="grid gap-4">
          {error !== null && <ErrorNotice error={error} />}
          <SettingsFields connection={connection} />
        </div>
      </FormProvider>
    </Dialog>
  );
}
