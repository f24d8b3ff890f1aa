import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { connectionSettingsText } from '../../../text/connection-settings.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';

/** What a service wants to know of its user besides the credential. */
export function ParamFields({ params }: Pick<Provider, 'params'>) {
  const { register, formState } = useFormContext<ConnectionForm>();
  return params.map(({ name, label, about, required, choices }) => (
    <Field
      key={name}
      label={label}
      help={about === '' ? undefined : about}
      optional={!required}
      error={formState.errors.params?.[name]?.message}
    >
      {(control) =>
        choices === null ? (
          <TextInput {...control} {...register(`params.${name}`)} />
        ) : (
          <ParamSelect control={control} name={name} choices={choices} required={required} />
        )
      }
    </Field>
  ));
}

// Radix takes no empty value for a choice, and no manifest begins one with a space.
const UNSET = ' unset';

interface SelectProps {
  readonly control: Parameters<typeof Select>[0]['control'];
  readonly name: string;
  readonly choices: readonly string[];
  readonly required: boolean;
}

function ParamSelect({ control, name, choices, required }: SelectProps) {
  const { watch, setValue, formState } = useFormContext<ConnectionForm>();
  const value = watch(`params.${name}`) ?? '';
  const none = { value: UNSET, label: connectionSettingsText.notChosen };
  return (
    <Select
      control={control}
      value={value === '' ? UNSET : value}
      onChange={(chosen) =>
        setValue(`params.${name}`, chosen === UNSET ? '' : chosen, {
          shouldValidate: formState.isSubmitted,
        })
      }
      choices={[
        ...(required && value !== '' ? [] : [none]),
        ...choices.map((choice) => ({ value: choice, label: choice })),
      ]}
    />
  );
}
