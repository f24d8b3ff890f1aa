import { useFormContext } from 'react-hook-form';
import { connectionSettingsText } from '../../../text/connection-settings.ts';
import { connectionsText } from '../../../text/connections.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';

/** Where the service is, of one that has no address of its own, and why that is asked. */
export function BaseUrlField({ service }: { readonly service: string }) {
  const { register, formState } = useFormContext<ConnectionForm>();
  return (
    <Field
      label={connectionsText.baseUrl}
      help={connectionsText.baseUrlHelp(service)}
      error={formState.errors.baseUrl?.message}
    >
      {(control) => (
        <TextInput
          mono
          {...control}
          {...register('baseUrl')}
          placeholder={connectionSettingsText.baseUrlExample}
        />
      )}
    </Field>
  );
}
