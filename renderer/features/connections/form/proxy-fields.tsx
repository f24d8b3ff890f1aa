import { useFormContext } from 'react-hook-form';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';

export function ProxyFields() {
  const { register, watch, setValue, formState } = useFormContext<ConnectionForm>();
  const used = watch('proxyUrl').trim() !== '';
  return (
    <>
      <Field
        label={text.proxyUrl}
        optional
        help={text.proxyUrlHelp}
        error={formState.errors.proxyUrl?.message}
      >
        {(control) => (
          <TextInput mono {...control} {...register('proxyUrl')} placeholder={text.proxyExample} />
        )}
      </Field>
      {used && (
        <>
          <div className="grid gap-4 wide:grid-cols-2 wide:gap-3">
            <Field label={text.proxyUser} optional>
              {(control) => <TextInput {...control} {...register('proxyUser')} />}
            </Field>
            <Field label={text.proxyBypass} optional help={text.proxyBypassHelp}>
              {(control) => <TextInput mono {...control} {...register('proxyBypass')} />}
            </Field>
          </div>
          {watch('proxyUser').trim() !== '' && (
            <Checkbox
              label={text.proxyPassword}
              detail={text.proxyPasswordDetail}
              checked={watch('proxyPassword')}
              onChange={(checked) => setValue('proxyPassword', checked)}
            />
          )}
        </>
      )}
    </>
  );
}
