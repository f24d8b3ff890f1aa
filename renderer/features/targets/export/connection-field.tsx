import type { Target } from '#shared/model/delivery.ts';
import { useConnections } from '../../../state/selectors.ts';
import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ExportForm } from './export-form.ts';
import type { Around } from './server-form.ts';

/** A select takes no empty value; no connection's id is a word. */
const FILE = 'file';

interface Props {
  readonly target: Target | null;
  readonly form: ExportForm;
  readonly around: Around;
  readonly onChange: (changes: Partial<ExportForm>) => void;
}

/** Whether the key goes into a file, or into the program's own store behind a connection; nothing where there is none. */
export function ConnectionField({ target, form, around, onChange }: Props) {
  const connections = useConnections().filter(
    ({ provider, environmentId }) =>
      provider === target?.provider && environmentId === around.environment?.id,
  );
  if (connections.length === 0) return null;
  return (
    <Field label={exportText.connection} help={form.connectionId === '' ? null : exportText.connectionHelp}>
      {(control) => (
        <Select
          control={control}
          value={form.connectionId === '' ? FILE : form.connectionId}
          choices={[
            { value: FILE, label: exportText.fileToImport },
            ...connections.map(({ id, name, baseUrl }) => ({ value: id, label: name, detail: baseUrl })),
          ]}
          onChange={(chosen) => onChange({ connectionId: chosen === FILE ? '' : chosen })}
        />
      )}
    </Field>
  );
}
