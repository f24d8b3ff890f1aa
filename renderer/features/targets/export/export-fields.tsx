import type { Target } from '#shared/model/delivery.ts';
import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ExportForm, ExportProblems } from './export-form.ts';

interface Props {
  readonly form: ExportForm;
  readonly targets: readonly Target[];
  readonly problems: ExportProblems;
  /** The user has pressed Export: from then on an empty field is a mistake, before it is only empty. */
  readonly tried: boolean;
  readonly onChange: (changes: Partial<ExportForm>) => void;
}

export function ExportFields({ form, targets, problems, tried, onChange }: Props) {
  const told = (field: keyof ExportProblems) => (tried || form[field] !== '' ? problems[field] : undefined);
  return (
    <div className="grid items-start gap-4 wide:grid-cols-2">
      <Field label={exportText.target}>
        {(control) => (
          <Select
            control={control}
            value={form.target}
            choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(target) => onChange({ target })}
          />
        )}
      </Field>
      <Field label={exportText.server} error={told('server')}>
        {(control) => (
          <TextInput
            mono
            {...control}
            value={form.server}
            onChange={(event) => onChange({ server: event.target.value })}
          />
        )}
      </Field>
      <Field label={exportText.command} error={told('command')}>
        {(control) => (
          <TextInput
            mono
            {...control}
            placeholder={exportText.commandExample}
            value={form.command}
            onChange={(event) => onChange({ command: event.target.value })}
          />
        )}
      </Field>
      <Field label={exportText.variable} error={told('variable')}>
        {(control) => (
          <TextInput
            mono
            {...control}
            value={form.variable}
            onChange={(event) => onChange({ variable: event.target.value })}
          />
        )}
      </Field>
      <div className="wide:col-span-2">
        <Field label={exportText.file}>
          {(control) => (
            <TextInput
              mono
              {...control}
              value={form.file}
              onChange={(event) => onChange({ file: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
