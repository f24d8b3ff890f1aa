import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ExportForm, ExportProblems, TextField } from './export-form.ts';

export const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

export interface FormTextProps {
  readonly form: ExportForm;
  readonly problems: ExportProblems;
  /** The user has pressed Export: from then on an empty field is a mistake, before it is only empty. */
  readonly tried: boolean;
  readonly onChange: (changes: Partial<ExportForm>) => void;
  readonly name: TextField;
  readonly example?: string | undefined;
  readonly help?: string;
  /** Where it is not named as the field is. */
  readonly label?: string;
}

/** One text of the form, with what is wrong with it. */
export function FormText({ name, example, help, label, form, problems, tried, onChange }: FormTextProps) {
  return (
    <Field
      label={label ?? exportText[name]}
      help={help}
      error={tried || form[name] !== '' ? problems[name] : undefined}
    >
      {(control) => (
        <TextInput
          mono
          {...control}
          placeholder={example}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}
