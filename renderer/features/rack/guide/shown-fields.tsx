import type { ShownField } from '#shared/model/provider.ts';
import { guideText } from '../../../text/operations.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ShownForm } from './shown-form.ts';

interface Props {
  readonly fields: readonly ShownField[];
  readonly form: ShownForm;
  readonly problems: Partial<Record<ShownField, string>>;
  readonly onChange: (form: ShownForm) => void;
}

/** What the console shows beside a key, and Keyrack cannot ask for. */
export function ShownFields({ fields, form, problems, onChange }: Props) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-small font-medium">{guideText.collect}</legend>
      <div className="mt-2 grid items-start gap-4 wide:grid-cols-2">
        {fields.map((field) => (
          <Field key={field} label={guideText.fields[field]} error={problems[field]} optional>
            {(control) => (
              <TextInput
                {...control}
                type={field === 'expiresAt' ? 'date' : 'text'}
                mono={field === 'remoteId'}
                placeholder={field === 'rateLimit' ? guideText.rateLimitExample : undefined}
                value={form[field]}
                onChange={(event) => onChange({ ...form, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
