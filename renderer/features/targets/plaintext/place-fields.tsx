import type { Target, TargetScope } from '#shared/model/delivery.ts';
import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { hasScope, type PlaceForm } from './place-form.ts';

interface Props {
  readonly form: PlaceForm;
  readonly targets: readonly Target[];
  readonly onChange: (form: PlaceForm) => void;
}

export function PlaceFields({ form, targets, onChange }: Props) {
  const target = targets.find(({ id }) => id === form.target) ?? null;
  return (
    <div className="grid items-start gap-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)]">
      <Field label={exportText.target}>
        {(control) => (
          <Select
            control={control}
            value={form.target}
            choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen) => onChange({ target: chosen, scope: 'user', file: '' })}
          />
        )}
      </Field>
      {hasScope(target) && (
        <Field label={exportText.scope}>
          {(control) => (
            <Select
              control={control}
              value={form.scope}
              choices={Object.entries(exportText.scopes).map(([value, label]) => ({ value, label }))}
              onChange={(scope) => onChange({ ...form, scope: scope as TargetScope, file: '' })}
            />
          )}
        </Field>
      )}
      <div className={hasScope(target) ? '' : 'wide:col-span-2'}>
        <Field label={exportText.file}>
          {(control) => (
            <TextInput
              mono
              {...control}
              placeholder={exampleOf(form, target)}
              value={form.file}
              onChange={(event) => onChange({ ...form, file: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

function exampleOf(form: PlaceForm, target: Target | null): string | undefined {
  const project = target?.projectFile ?? null;
  const [own] = target?.files ?? [];
  if (project !== null && (form.scope === 'project' || own === undefined))
    return exportText.projectExample(project);
  return own;
}
