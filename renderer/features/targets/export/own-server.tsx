import { joinCommand } from '#shared/text/command-line.ts';
import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ExportForm } from './export-form.ts';
import { type Around, chosenServer } from './server-form.ts';

const OTHER = 'other';

interface Props {
  readonly form: ExportForm;
  readonly around: Around;
  readonly onChange: (changes: Partial<ExportForm>) => void;
}

/** Which of the service's own servers is started, where it has several; the command line follows. */
export function OwnServer({ form, around, onChange }: Props) {
  const servers = around.provider?.servers ?? [];
  if (servers.length < 2) return null;
  const choose = (id: string) => {
    const server = servers.find((each) => each.id === id);
    onChange({ command: server === undefined ? '' : joinCommand(server.command) });
  };
  return (
    <Field label={exportText.ownServer}>
      {(control) => (
        <Select
          control={control}
          value={chosenServer(form.command, around)?.id ?? OTHER}
          choices={[
            ...servers.map(({ id, about }) => ({ value: id, label: exportText.serverChoice(id, about) })),
            { value: OTHER, label: exportText.otherServer },
          ]}
          onChange={choose}
        />
      )}
    </Field>
  );
}
