import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ExportForm } from './export-form.ts';
import { choicesOf, FormText, type FormTextProps } from './form-text.tsx';

/** What is asked where the program calls the key's service. */
export function ServiceFields(props: Omit<FormTextProps, 'name'>) {
  const { form, onChange } = props;
  return (
    <>
      <FormText name="server" label={exportText.entryName} {...props} />
      <FormText name="url" example={exportText.ownUrl} {...props} />
      <Field label={exportText.place}>
        {(control) => (
          <Select
            control={control}
            value={form.place}
            choices={choicesOf(exportText.places)}
            onChange={(place) => onChange({ place: place as ExportForm['place'] })}
          />
        )}
      </Field>
      {form.place === 'header' ? (
        <FormText name="header" help={exportText.headerHelp} {...props} />
      ) : (
        <FormText name="query" example={exportText.queryExample} {...props} />
      )}
    </>
  );
}
