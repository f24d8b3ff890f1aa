import { editorText as text } from '../../../text/services.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type AuthStyle, authOf, type parseManifest, withAuth } from './manifest-text.ts';

interface Props {
  readonly manifest: NonNullable<ReturnType<typeof parseManifest>>;
  readonly onChange: (text: string) => void;
}

const STYLES: readonly AuthStyle[] = ['bearer', 'header', 'basic'];

export function AuthFields({ manifest, onChange }: Props) {
  const { style, header } = authOf(manifest);
  const pick = (value: string) => {
    const chosen = STYLES.find((each) => each === value);
    if (chosen !== undefined) onChange(withAuth(manifest, chosen, header || 'X-API-Key'));
  };
  return (
    <>
      <Field label={text.authStyle}>
        {(control) => (
          <Select
            control={control}
            value={style ?? ''}
            placeholder={text.authOther}
            onChange={pick}
            choices={STYLES.map((each) => ({ value: each, label: text.authStyles[each] }))}
          />
        )}
      </Field>
      {style === 'header' && (
        <Field label={text.headerName}>
          {(control) => (
            <TextInput
              {...control}
              mono
              value={header}
              onChange={(event) => onChange(withAuth(manifest, 'header', event.target.value))}
            />
          )}
        </Field>
      )}
    </>
  );
}
