import { useFormContext } from 'react-hook-form';
import { offerOf } from '#shared/model/provider.ts';
import { openDialog } from '../../../state/actions.ts';
import { listOf } from '../../../state/remote.ts';
import { useConnections, useProviders } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { connectionsText } from '../../../text/connections.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { wayWords } from '../../../text/operations.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { EnvironmentField } from '../../environments/environment-field.tsx';
import { type NewKeyForm, serviceDefaults } from './new-key-form.ts';
import type { Service } from './use-service.ts';

/** Where the key is made: an environment, and one of its connections. */
export function PlaceFields({ service }: { readonly service: Service }) {
  const { watch, setValue, getFieldState, formState } = useFormContext<NewKeyForm>();
  const environmentId = watch('environmentId');
  const connect = (connectionId: string) => {
    setValue('connectionId', connectionId, { shouldValidate: formState.isSubmitted });
    const { variable, ...rest } = serviceDefaults(providerOf(connectionId));
    setValue('scopes', rest.scopes);
    setValue('expiresIn', rest.expiresIn);
    setValue('testMode', rest.testMode);
    setValue('allowedIps', rest.allowedIps);
    if (!getFieldState('variable', formState).isDirty) setValue('variable', variable);
  };
  const enter = (id: string) => {
    setValue('environmentId', id);
    connect(listOf(getState().data.connections).find((each) => each.environmentId === id)?.id ?? '');
  };
  return (
    <div className="grid items-start gap-4 wide:grid-cols-2">
      <EnvironmentField
        value={environmentId}
        onChange={enter}
        error={environmentId === '' ? connectionsText.chooseEnvironment : undefined}
      />
      <ConnectionField service={service} environmentId={environmentId} onChange={connect} />
    </div>
  );
}

interface ConnectionProps {
  readonly service: Service;
  readonly environmentId: string;
  readonly onChange: (connectionId: string) => void;
}

function ConnectionField({ service, environmentId, onChange }: ConnectionProps) {
  const { watch, formState } = useFormContext<NewKeyForm>();
  const providers = useProviders();
  const connections = useConnections().filter((each) => each.environmentId === environmentId);
  const add = () => openDialog({ kind: 'add-connection', environmentId, provider: null });
  const error = formState.errors.connectionId === undefined ? undefined : newKeyText.noConnection;
  if (connections.length === 0) {
    return (
      <Field label={newKeyText.connection} error={newKeyText.noConnection}>
        {(control) => (
          <Button {...control} className="h-8" onClick={add}>
            {connectionsText.add}
          </Button>
        )}
      </Field>
    );
  }
  return (
    <Field
      label={newKeyText.connection}
      help={service.create === null ? undefined : wayWords(service.create, service.name).text}
      error={error}
    >
      {(control) => (
        <Select
          control={control}
          value={watch('connectionId')}
          onChange={onChange}
          choices={connections.map(({ id, name, provider, offers }) => {
            const known = providers.find((each) => each.id === provider)?.name ?? provider;
            const { word } = wayWords(offerOf(offers, 'create'), known);
            return { value: id, label: name, detail: known === name ? word : `${known}, ${word}` };
          })}
        />
      )}
    </Field>
  );
}

function providerOf(connectionId: string) {
  const { connections, providers } = getState().data;
  const connection = listOf(connections).find((each) => each.id === connectionId);
  return listOf(providers).find((each) => each.id === connection?.provider) ?? null;
}
