import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { useEnvironments, useProviders } from '../../state/selectors.ts';
import { connectionsText, evidenceNames } from '../../text/connections.ts';
import { Badge, ColourDot, StageBadge } from '../../ui/badge.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioCard } from '../../ui/radio-card.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';

export function ConnectionFields() {
  const { watch, setValue, register, formState } = useFormContext<ConnectionForm>();
  const environments = useEnvironments();
  const provider = useProviders().find((each) => each.id === watch('provider')) ?? null;
  const { errors } = formState;
  return (
    <>
      <Field
        label={connectionsText.environment}
        error={errors.environmentId && connectionsText.chooseEnvironment}
      >
        {(control) => (
          <Select
            control={control}
            value={watch('environmentId')}
            onChange={(id) => setValue('environmentId', id)}
            choices={environments.map(({ id, name, stage, colour }) => ({
              value: id,
              label: name,
              mark: stage === 'production' ? <StageBadge stage={stage} /> : <ColourDot colour={colour} />,
            }))}
          />
        )}
      </Field>
      <ProviderPicker value={watch('provider')} onPick={(id) => setValue('provider', id)} />
      {provider?.userHost === true && (
        <Field
          label={connectionsText.baseUrl}
          help={connectionsText.baseUrlHelp}
          error={errors.baseUrl?.message}
        >
          {(control) => (
            <TextInput mono {...control} {...register('baseUrl')} placeholder="https://api.example.com" />
          )}
        </Field>
      )}
      <Field label={connectionsText.name} error={errors.name?.message} optional>
        {(control) => <TextInput {...control} {...register('name')} placeholder={provider?.name} />}
      </Field>
      {provider?.credential === true && <Notice>{connectionsText.credentialNote}</Notice>}
    </>
  );
}

interface PickerProps {
  readonly value: string;
  readonly onPick: (id: string) => void;
}

function ProviderPicker({ value, onPick }: PickerProps) {
  const label = useId();
  const providers = useProviders();
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {connectionsText.provider}
      </p>
      <RadioGroup.Root aria-labelledby={label} value={value} onValueChange={onPick} className="grid gap-1.5">
        {providers.map((provider) => (
          <RadioCard
            key={provider.id}
            value={provider.id}
            label={provider.name}
            mark={<ProviderMark provider={provider} />}
          >
            {provider.about}
          </RadioCard>
        ))}
      </RadioGroup.Root>
    </div>
  );
}

function ProviderMark({ provider }: { readonly provider: Provider }) {
  if (!provider.credential) return <Badge tone="ok">{connectionsText.noAccount}</Badge>;
  return <Badge>{evidenceNames[provider.evidence].word}</Badge>;
}
