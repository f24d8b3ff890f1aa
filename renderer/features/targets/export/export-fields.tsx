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
  const text = (name: 'server' | 'command' | 'variable' | 'file', placeholder?: string) => {
    const problem = name === 'file' ? undefined : problems[name];
    return (
      <Field label={exportText[name]} error={tried || form[name] !== '' ? problem : undefined}>
        {(control) => (
          <TextInput
            mono
            {...control}
            placeholder={placeholder}
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        )}
      </Field>
    );
  };
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
      {text('server')}
      {text('command', exportText.commandExample)}
      {text('variable')}
      <div className="wide:col-span-2">{text('file')}</div>
    </div>
  );
}
