import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextInput } from '../../../ui/text-input.tsx';
import { EXPIRIES, type Expiry, type NewKeyForm } from './new-key-form.ts';
import { PlaceFields } from './place-fields.tsx';
import { ScopePicker } from './scope-picker.tsx';

interface Props {
  readonly provider: Provider | null;
}

export function NewKeyFields({ provider }: Props) {
  const { register, formState } = useFormContext<NewKeyForm>();
  const { errors } = formState;
  return (
    <div className="grid gap-4">
      <Field label={newKeyText.name} help={newKeyText.nameHelp} error={errors.name?.message}>
        {(control) => (
          <TextInput {...control} {...register('name')} autoFocus placeholder={newKeyText.namePlaceholder} />
        )}
      </Field>
      <PlaceFields />
      <ScopePicker provider={provider} />
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Field
          label={newKeyText.variable}
          help={newKeyText.variableHelp}
          error={errors.variable?.message}
          optional
        >
          {(control) => <TextInput mono {...control} {...register('variable')} />}
        </Field>
        <ExpiresField possible={provider?.expiry ?? true} />
      </div>
      {provider?.testMode === true && <TestModeField />}
      <Field label={newKeyText.description} error={errors.description?.message} optional>
        {(control) => <TextArea {...control} {...register('description')} />}
      </Field>
    </div>
  );
}

function TestModeField() {
  const { watch, setValue } = useFormContext<NewKeyForm>();
  return (
    <Checkbox
      label={newKeyText.testMode}
      detail={newKeyText.testModeHelp}
      checked={watch('testMode')}
      onChange={(checked) => setValue('testMode', checked)}
    />
  );
}

function ExpiresField({ possible }: { readonly possible: boolean }) {
  const { watch, setValue } = useFormContext<NewKeyForm>();
  return (
    <Field label={newKeyText.expires} help={possible ? undefined : newKeyText.noExpiry}>
      {(control) => (
        <Select
          control={control}
          value={watch('expiresIn')}
          disabled={!possible}
          choices={EXPIRIES.map((value) => ({ value, label: newKeyText.expiry[value] }))}
          onChange={(value) => setValue('expiresIn', value as Expiry)}
        />
      )}
    </Field>
  );
}
