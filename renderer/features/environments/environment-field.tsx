import { useEnvironments } from '../../state/selectors.ts';
import { common } from '../../text/common.ts';
import { ColourDot, StageBadge } from '../../ui/badge.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (environmentId: string) => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
}

/** Environments to choose from, by colour and name; production by its badge. */
export function EnvironmentField({ value, onChange, error, disabled = false }: Props) {
  const choices = useEnvironments().map(({ id, name, stage, colour }) => ({
    value: id,
    label: name,
    mark: stage === 'production' ? <StageBadge stage={stage} /> : <ColourDot colour={colour} />,
  }));
  return (
    <Field label={common.environment} error={error}>
      {(control) => (
        <Select control={control} value={value} onChange={onChange} choices={choices} disabled={disabled} />
      )}
    </Field>
  );
}
