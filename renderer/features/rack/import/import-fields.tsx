import { importText as text } from '../../../text/importing.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Path } from '../../../ui/path.tsx';
import { Select } from '../../../ui/select.tsx';
import { EnvironmentField } from '../../environments/environment-field.tsx';
import type { Importing, ReadAs } from './use-import.ts';

/** Where the keys shall be, and what they are read from. */
export function ImportFields({ importing }: { readonly importing: Importing }) {
  const { plan, reading, hasFile } = importing;
  return (
    <div className="grid items-start gap-4 wide:grid-cols-2">
      <EnvironmentField
        value={importing.environmentId}
        onChange={importing.chooseEnvironment}
        disabled={reading}
      />
      {hasFile && (
        <Field label={text.format}>
          {(control) => (
            <Select
              control={control}
              value={importing.readAs}
              onChange={(format) => importing.chooseFormat(format as ReadAs)}
              choices={Object.entries(text.formats).map(([value, label]) => ({ value, label }))}
              disabled={reading}
            />
          )}
        </Field>
      )}
      {plan !== null && (
        <div className="flex min-w-0 items-center gap-3 wide:col-span-2">
          <div className="min-w-0 flex-1">
            <p className="text-small font-medium">{text.file}</p>
            <Path path={plan.file} />
          </div>
          <Button busy={reading} onClick={() => void importing.choose()}>
            {text.chooseAnother}
          </Button>
        </div>
      )}
    </div>
  );
}
