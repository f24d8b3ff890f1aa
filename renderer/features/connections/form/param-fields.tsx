import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';

/** What a service wants to know of its user besides the credential. */
export function ParamFields({ params }: Pick<Provider, 'params'>) {
  const { register, formState } = useFormContext<ConnectionForm>();
  return params.map(({ name, label, about, required }) => (
    <Field
      key={name}
      label={label}
      help={about === '' ? undefined : about}
      optional={!required}
      error={formState.errors.params?.[name]?.message}
    >
      {(control) => <TextInput {...control} {...register(`params.${name}`)} />}
    </Field>
  ));
}
