import { useFormContext } from 'react-hook-form';
import type { Connection } from '#shared/model/connection.ts';
import { useProviders } from '../../../state/selectors.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { connectionsText } from '../../../text/connections.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { AdvancedFields } from '../form/advanced-fields.tsx';
import { BaseUrlField } from '../form/base-url-field.tsx';
import type { ConnectionForm } from '../form/connection-form.ts';
import { ParamFields } from '../form/param-fields.tsx';
import { WayField } from '../form/way-field.tsx';
import { isBuiltIn, needsBaseUrl } from '../form/what-it-needs.ts';
import { PathFields } from './path-fields.tsx';

export function SettingsFields({ connection }: { readonly connection: Connection }) {
  const { register, watch, setValue, formState } = useFormContext<ConnectionForm>();
  const provider = useProviders().find((each) => each.id === connection.provider) ?? null;
  const { errors } = formState;
  return (
    <>
      <Field label={connectionsText.name} error={errors.name?.message}>
        {(control) => <TextInput {...control} {...register('name')} />}
      </Field>
      <Address connection={connection} />
      {provider !== null && (
        <>
          <ParamFields params={provider.params} />
          <WayField provider={provider} />
          {connection.baseUrl === '' && needsBaseUrl(provider, watch('api')) && (
            <BaseUrlField service={provider.name} />
          )}
          {!connection.hasCredential && watch('api') === 'inferred' && (
            <Notice>
              {connectionsText.credentialNote(provider.credentialParts.map(({ label }) => label))}
            </Notice>
          )}
          {watch('api') === 'inferred' && (
            <Disclosure label={text.paths} open={errors.paths !== undefined}>
              <PathFields provider={provider.id} />
            </Disclosure>
          )}
          {connection.hasCredential && !isBuiltIn(provider) && (
            <Checkbox
              label={text.credential}
              detail={text.credentialDetail}
              checked={watch('credential')}
              onChange={(checked) => setValue('credential', checked)}
            />
          )}
          <Disclosure label={text.advanced} open={errors.proxyUrl !== undefined || errors.ca !== undefined}>
            <AdvancedFields provider={provider} isNew={false} />
          </Disclosure>
        </>
      )}
    </>
  );
}

function Address({ connection }: { readonly connection: Connection }) {
  const none = connection.baseUrl === '';
  return (
    <div className="min-w-0">
      <p className="text-small font-medium">{text.address}</p>
      <p className={`wrap-anywhere select-text ${none ? '' : 'font-mono text-small'}`}>
        {none ? text.noAddress : connection.baseUrl}
      </p>
      <p className="text-small text-faint">
        {connection.customHost && <span className="text-warn">{connectionsText.customHost}. </span>}
        {none ? text.addressLater : text.addressFixed}
      </p>
    </div>
  );
}
