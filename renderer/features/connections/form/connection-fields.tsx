import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { useProviders } from '../../../state/selectors.ts';
import { connectionSettingsText } from '../../../text/connection-settings.ts';
import { connectionsText } from '../../../text/connections.ts';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { EnvironmentField } from '../../environments/environment-field.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { BaseUrlField } from './base-url-field.tsx';
import { type ConnectionForm, serviceDefaults } from './connection-form.ts';
import { ParamFields } from './param-fields.tsx';
import { ProviderGallery } from './provider-gallery.tsx';
import { WayField } from './way-field.tsx';
import { needsBaseUrl, needsCredential } from './what-it-needs.ts';

/** Everything that a new connection is made of, from the service down. */
export function ConnectionFields() {
  const { watch, setValue, register, formState } = useFormContext<ConnectionForm>();
  const providers = useProviders();
  const provider = providers.find((each) => each.id === watch('provider')) ?? null;
  const { errors, defaultValues } = formState;
  const hasDefaults = (defaultValues?.proxyUrl ?? '') !== '';
  const pick = (id: string) => {
    const defaults = serviceDefaults(providers.find((each) => each.id === id) ?? null);
    setValue('provider', id);
    setValue('params', defaults.params);
    setValue('api', defaults.api);
    setValue('baseUrl', defaults.baseUrl);
  };
  return (
    <>
      <ProviderGallery value={watch('provider')} onPick={pick} />
      <div className="grid gap-4 wide:grid-cols-2 wide:gap-3">
        <Field label={connectionsText.name} error={errors.name?.message} optional>
          {(control) => <TextInput {...control} {...register('name')} placeholder={provider?.name} />}
        </Field>
        <EnvironmentField
          value={watch('environmentId')}
          onChange={(id) => setValue('environmentId', id)}
          error={errors.environmentId && connectionsText.chooseEnvironment}
        />
      </div>
      {provider !== null && (
        <>
          <ParamFields params={provider.params} />
          <WayField provider={provider} />
          {needsBaseUrl(provider, watch('api')) && <BaseUrlField service={provider.name} />}
          <CredentialNote provider={provider} />
          <Disclosure
            label={connectionSettingsText.advanced}
            open={hasDefaults || hasAdvancedErrors(errors, needsBaseUrl(provider, watch('api')))}
          >
            <AdvancedFields provider={provider} isNew />
          </Disclosure>
        </>
      )}
    </>
  );
}

const hasAdvancedErrors = (errors: Readonly<Record<string, unknown>>, urlAbove: boolean): boolean =>
  ['proxyUrl', 'ca', ...(urlAbove ? [] : ['baseUrl'])].some((name) => errors[name] !== undefined);

/** Whether a window will ask for something, before it does. */
function CredentialNote({ provider }: { readonly provider: Provider }) {
  const { watch } = useFormContext<ConnectionForm>();
  const needed = needsCredential(provider, { api: watch('api'), baseUrl: watch('baseUrl') });
  const labels = provider.credentialParts.map(({ label }) => label);
  return <Notice>{needed ? connectionsText.credentialNote(labels) : connectionsText.noCredential}</Notice>;
}
