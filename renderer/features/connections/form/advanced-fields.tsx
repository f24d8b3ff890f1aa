import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { connectionsText } from '../../../text/connections.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { CaField } from './ca-field.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { ProxyFields } from './proxy-fields.tsx';
import { isPlaceless } from './what-it-needs.ts';

interface Props {
  readonly provider: Provider;
  /** An address is given once: a credential belongs to it. */
  readonly isNew: boolean;
}

/** What most people never need: another address, a proxy, a certificate authority of their own. */
export function AdvancedFields({ provider, isNew }: Props) {
  const { register, watch, formState } = useFormContext<ConnectionForm>();
  const custom = watch('baseUrl').trim() !== '';
  return (
    <div className="grid gap-4">
      <HostField provider={provider} />
      {isNew && !isPlaceless(provider) && (
        <Field
          label={connectionsText.baseUrl}
          optional
          help={
            <>
              {custom && <span className="text-warn">{connectionsText.customHost}. </span>}
              {text.baseUrlInstead}
            </>
          }
          error={formState.errors.baseUrl?.message}
        >
          {(control) => (
            <TextInput
              mono
              {...control}
              {...register('baseUrl')}
              placeholder={provider.hosts.find(({ baseUrl }) => baseUrl !== null)?.baseUrl ?? undefined}
            />
          )}
        </Field>
      )}
      <ProxyFields />
      <CaField />
    </div>
  );
}

// Radix takes no empty value for a choice.
const BY_STAGE = 'by-stage';

/** Where a service has several addresses, the environment's stage chooses, unless the user does. */
function HostField({ provider }: { readonly provider: Provider }) {
  const { watch, setValue } = useFormContext<ConnectionForm>();
  const named = provider.hosts.filter(({ baseUrl }) => baseUrl !== null);
  if (named.length < 2 || watch('baseUrl').trim() !== '') return null;
  const params = watch('params');
  return (
    <Field label={text.host}>
      {(control) => (
        <Select
          control={control}
          value={params.host ?? BY_STAGE}
          onChange={(id) => {
            const { host: _before, ...others } = params;
            setValue('params', id === BY_STAGE ? others : { ...others, host: id });
          }}
          choices={[
            { value: BY_STAGE, label: text.hostByStage },
            ...named.map(({ id, baseUrl }) => ({ value: id, label: baseUrl ?? id })),
          ]}
        />
      )}
    </Field>
  );
}
