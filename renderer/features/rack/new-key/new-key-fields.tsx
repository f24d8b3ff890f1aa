import { useMemo } from 'react';
import { useFormContext } from 'react-hook-form';
import { offerOf } from '#shared/model/provider.ts';
import { useKeys } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { editText } from '../../../text/operation-names.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextInput } from '../../../ui/text-input.tsx';
import { AllowedIpsField } from '../edit/edit-fields.tsx';
import { scopesBefore } from '../scopes/presets.ts';
import { ScopePicker } from '../scopes/scope-picker.tsx';
import { EXPIRIES, type Expiry, type NewKeyForm } from './new-key-form.ts';
import { PlaceFields } from './place-fields.tsx';
import { ToolFields } from './tool-fields.tsx';
import type { Service } from './use-service.ts';

interface Props {
  readonly service: Service;
}

export function NewKeyFields({ service }: Props) {
  const { register, formState } = useFormContext<NewKeyForm>();
  const { errors } = formState;
  const { provider, connection } = service;
  return (
    <div className="grid gap-4">
      <ToolFields service={service} />
      <PlaceFields service={service} />
      <ScopesField service={service} />
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Field
          label={newKeyText.variable}
          help={newKeyText.variableHelp}
          error={errors.variable?.message}
          optional
        >
          {(control) => <TextInput mono {...control} {...register('variable')} />}
        </Field>
        <ExpiresField service={service} />
      </div>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Field label={newKeyText.description} error={errors.description?.message} optional>
          {(control) => <TextArea {...control} {...register('description')} />}
        </Field>
        {connection !== null && <AllowedIpsField offer={offerOf(connection.offers, 'allowIps')} />}
        <Field label={editText.tags} help={editText.tagsHelp} error={errors.tags?.message} optional>
          {(control) => <TextInput {...control} {...register('tags')} />}
        </Field>
        {provider?.testMode === true && <TestModeField service={service} />}
      </div>
    </div>
  );
}

function ScopesField({ service }: Props) {
  const { watch, setValue, formState } = useFormContext<NewKeyForm>();
  const ticked = watch('scopes');
  const before = useScopesBefore(service, watch('tool'));
  const missing = formState.isSubmitted && service.provider?.scopesRequired === true && ticked.length === 0;
  return (
    <ScopePicker
      provider={service.provider}
      ticked={ticked}
      before={before}
      onChange={(scopes) => setValue('scopes', scopes, { shouldDirty: true })}
      help={newKeyText.scopesHelp}
      problem={formState.errors.scopes?.message ?? (missing ? newKeyText.scopesRequired : undefined)}
    />
  );
}

/** What the newest key of this tool may do; null where there is none. */
function useScopesBefore({ provider, connection }: Service, tool: string): readonly string[] | null {
  const keys = useKeys();
  return useMemo(
    () => scopesBefore(keys, tool, connection?.id ?? null, new Set(provider?.scopes.map(({ id }) => id))),
    [keys, tool, connection, provider],
  );
}

function TestModeField({ service }: Props) {
  const { watch, setValue, formState } = useFormContext<NewKeyForm>();
  const problem = formState.errors.testMode?.message;
  const production = service.environment?.stage === 'production';
  return (
    <div className="wide:pt-6">
      <Checkbox
        label={newKeyText.testMode}
        detail={production ? keyText.testModeInProduction : newKeyText.testModeHelp}
        checked={watch('testMode')}
        disabled={production}
        onChange={(checked) => setValue('testMode', checked)}
      />
      {problem !== undefined && (
        <p role="alert" className="text-small text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A choice only where the service asks for one; else who sets the end, in a line. */
function ExpiresField({ service }: Props) {
  const { watch, setValue, formState } = useFormContext<NewKeyForm>();
  const expiry = service.provider?.expiry ?? 'none';
  if (expiry !== 'asked') {
    return (
      <div className="flex flex-col gap-1">
        <p className="text-small font-medium">{newKeyText.expires}</p>
        <p className="flex min-h-8 items-center text-muted">{newKeyText.expirySet[expiry](service.name)}</p>
      </div>
    );
  }
  return (
    <Field label={newKeyText.expires} error={formState.errors.expiresIn?.message}>
      {(control) => (
        <Select
          control={control}
          value={watch('expiresIn')}
          choices={EXPIRIES.map((value) => ({ value, label: newKeyText.expiry[value] }))}
          onChange={(value) => setValue('expiresIn', value as Expiry)}
        />
      )}
    </Field>
  );
}
