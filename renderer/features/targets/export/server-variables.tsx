import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { variableProblem } from '#shared/model/mcp-server.ts';
import { exportText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ExportForm } from './export-form.ts';
import { type Around, chosenServer, newVariableProblem, shownVariables } from './server-form.ts';

interface Props {
  readonly form: ExportForm;
  readonly around: Around;
  readonly onChange: (changes: Partial<ExportForm>) => void;
}

/** The variables that a started server gets besides the key: the service's own, and what the user adds. */
export function ServerVariables({ form, around, onChange }: Props) {
  const server = chosenServer(form.command, around);
  const rows = shownVariables(form.command, around, form);
  const set = (name: string, value: string | null) => onChange({ set: { ...form.set, [name]: value } });
  const without = (name: string) => {
    const { [name]: _, ...others } = form.set;
    // One of the service's own comes back by itself unless it is taken away.
    const isOwn = shownVariables(form.command, around, { ...form, set: others }).some(
      ([own]) => own === name,
    );
    onChange({ set: isOwn ? { ...others, [name]: null } : others });
  };
  const toggle = (id: string, on: boolean) =>
    onChange({ options: on ? [...form.options, id] : form.options.filter((option) => option !== id) });
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-small font-medium">{exportText.further}</legend>
      <div className="grid items-start gap-x-4 gap-y-2 wide:grid-cols-2">
        {rows.map(([name, value]) => (
          <Row
            key={name}
            name={name}
            value={value}
            onChange={(text) => set(name, text)}
            onRemove={() => without(name)}
          />
        ))}
      </div>
      {server?.options.map(({ id, label, about }) => (
        <Checkbox
          key={id}
          label={label}
          detail={about}
          checked={form.options.includes(id)}
          onChange={(on) => toggle(id, on)}
        />
      ))}
      <NewVariable
        taken={[form.variable, ...rows.map(([name]) => name)]}
        onAdd={(name, value) => set(name, value)}
      />
    </fieldset>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onRemove: () => void;
}

function Row({ name, value, onChange, onRemove }: RowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5">
      <Field label={name} error={variableProblem(name, value) ?? undefined}>
        {(control) => (
          <TextInput mono {...control} value={value} onChange={(event) => onChange(event.target.value)} />
        )}
      </Field>
      <IconButton icon={X} label={exportText.removeVariable(name)} onClick={onRemove} className="mt-6" />
    </div>
  );
}

interface NewProps {
  readonly taken: readonly string[];
  readonly onAdd: (name: string, value: string) => void;
}

function NewVariable({ taken, onAdd }: NewProps) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const problem = newVariableProblem(name, taken, { taken: exportText.variableTaken });
  const isReady = problem === null && value !== '';
  if (!open) {
    return (
      <div>
        <Button look="quiet" onClick={() => setOpen(true)}>
          <Icon of={Plus} size={14} />
          {exportText.addVariable}
        </Button>
      </div>
    );
  }
  const add = () => {
    if (!isReady) return;
    onAdd(name, value);
    setName('');
    setValue('');
  };
  // Enter adds this one: it does not export before what was typed is part of it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset
      className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2"
      aria-label={exportText.addVariable}
      onBlur={({ currentTarget, relatedTarget }) => {
        // What was typed and not added would be missing from the entry.
        if (!currentTarget.contains(relatedTarget)) add();
      }}
    >
      <Field label={exportText.newName} error={name === '' ? undefined : (problem ?? undefined)}>
        {(control) => (
          <TextInput
            mono
            {...control}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <Field label={exportText.newValue} help={exportText.newValueHelp}>
        {(control) => (
          <TextInput
            mono
            {...control}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <Button className="mt-6" unavailable={isReady ? null : exportText.newIncomplete} onClick={add}>
        {exportText.add}
      </Button>
    </fieldset>
  );
}
