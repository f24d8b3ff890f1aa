import { type ReactNode, useId } from 'react';
import { editorText as text } from '../../../text/services.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { AuthFields } from './auth-fields.tsx';
import { type FieldName, fieldOf, type parseManifest, withField } from './manifest-text.ts';

interface Props {
  readonly manifest: NonNullable<ReturnType<typeof parseManifest>>;
  readonly onChange: (text: string) => void;
}

/** The simple case of a description. Each field is a place in the JSON; what the form does not know stays there. */
export function FormSide({ manifest, onChange }: Props) {
  const field = (name: FieldName, more: { help?: string; mono?: boolean; placeholder?: string } = {}) => (
    <TextField name={name} manifest={manifest} onChange={onChange} {...more} />
  );
  return (
    <>
      <Group label={text.groups.service}>
        {field('name')}
        {field('id', { help: text.help.id, mono: true, placeholder: 'my-service' })}
        {field('baseUrl', { mono: true, placeholder: 'https://api.example.com' })}
        <AuthFields manifest={manifest} onChange={onChange} />
      </Group>
      <Group label={text.groups.operations} help={text.help.paths}>
        {field('listPath', { mono: true, placeholder: '/api/keys' })}
        {field('createPath', { mono: true, placeholder: '/api/keys' })}
        {field('deletePath', { mono: true, placeholder: '/api/keys/{id}' })}
        {field('verifyPath', { mono: true, placeholder: '/api/me' })}
      </Group>
      <Group label={text.groups.answer} help={text.help.answer}>
        {field('items', { mono: true, placeholder: '$' })}
        {field('secret', { mono: true, placeholder: 'key' })}
        {field('keyId', { mono: true, placeholder: 'id' })}
        {field('keyName', { mono: true, placeholder: 'name' })}
        {field('keyCreated', { mono: true, placeholder: 'createdAt' })}
      </Group>
    </>
  );
}

interface GroupProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

function Group({ label, help, children }: GroupProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={help === undefined ? undefined : id} className="min-w-0">
      <legend className="font-medium">{label}</legend>
      {help !== undefined && (
        <p id={id} className="text-small text-faint">
          {help}
        </p>
      )}
      <div className="mt-2 grid gap-3 wide:grid-cols-2">{children}</div>
    </fieldset>
  );
}

interface TextFieldProps extends Props {
  readonly name: FieldName;
  readonly help?: string;
  readonly mono?: boolean;
  readonly placeholder?: string;
}

function TextField({ name, manifest, onChange, help, mono = false, placeholder }: TextFieldProps) {
  const value = fieldOf(manifest, name);
  return (
    <Field label={text.fields[name]} help={help}>
      {(control) => (
        <TextInput
          {...control}
          mono={mono}
          value={value ?? ''}
          disabled={value === null}
          placeholder={value === null ? text.authOther : placeholder}
          onChange={(event) => onChange(withField(manifest, name, event.target.value))}
        />
      )}
    </Field>
  );
}
