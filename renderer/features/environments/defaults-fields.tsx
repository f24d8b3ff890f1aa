import { type ReactNode, useId } from 'react';
import { useFormContext } from 'react-hook-form';
import { type CopyPolicy, type Environment, ROTATION_DAYS } from '#shared/model/environment.ts';
import { nameFrom, namingProblem } from '#shared/text/naming.ts';
import { deleteText } from '../../text/created.ts';
import { defaultsText, environmentText, stageWord } from '../../text/environments.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type EnvironmentForm, loosens, NO_ROTATION } from './environment-form.ts';

/** What the environment prescribes: names, rotation, and whether a key can be copied again. */
export function DefaultsFields({ before }: { readonly before: Environment | null }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3 border-t border-border pt-3">
      <h3 id={id} className="font-medium">
        {defaultsText.heading}
      </h3>
      <NamingField />
      <div className="grid items-start gap-x-4 gap-y-3 wide:grid-cols-2">
        <RotationField before={before} />
        <RevealField />
      </div>
      {before !== null && <ConfirmField before={before} />}
    </section>
  );
}

function NamingField() {
  const { register, watch, formState } = useFormContext<EnvironmentForm>();
  const [pattern, name, stage] = watch(['namingPattern', 'name', 'stage']);
  const problem = namingProblem(pattern);
  const example = nameFrom(pattern, {
    ...defaultsText.namingExamples,
    environment: name || environmentText.namePlaceholder,
    stage: stageWord(stage),
  });
  const help: ReactNode = problem ?? defaultsText.namingExample(example);
  const error = formState.errors.namingPattern?.message;
  return (
    <Field label={defaultsText.naming} help={error === undefined ? help : undefined} error={error}>
      {(control) => <TextInput mono {...control} {...register('namingPattern')} />}
    </Field>
  );
}

function RotationField({ before }: { readonly before: Environment | null }) {
  const { watch, setValue, formState } = useFormContext<EnvironmentForm>();
  // The command takes any number of days.
  const own = before?.rotateAfterDays ?? null;
  const days = [...new Set([...ROTATION_DAYS, ...(own === null ? [] : [own])])].sort((a, b) => a - b);
  return (
    <Field
      label={defaultsText.rotation}
      help={defaultsText.rotationHelp}
      error={formState.errors.rotate?.message}
    >
      {(control) => (
        <Select
          control={control}
          value={watch('rotate')}
          onChange={(value) => setValue('rotate', value)}
          choices={[
            { value: NO_ROTATION, label: defaultsText.rotationNone },
            ...days.map((each) => ({
              value: String(each),
              label: defaultsText.rotationMonths[each] ?? defaultsText.rotationEvery(each),
            })),
          ]}
        />
      )}
    </Field>
  );
}

const POLICIES: readonly CopyPolicy[] = ['vault', 'copy-once'];

function RevealField() {
  const { watch, setValue } = useFormContext<EnvironmentForm>();
  const policy = watch('copyPolicy');
  return (
    <Field label={defaultsText.reveal} help={defaultsText.revealHelp[policy]}>
      {(control) => (
        <Select
          control={control}
          value={policy}
          onChange={(value) => setValue('copyPolicy', value as CopyPolicy)}
          choices={POLICIES.map((value) => ({ value, label: defaultsText.reveals[value] }))}
        />
      )}
    </Field>
  );
}

/** What was promised to be copied once is not loosened in production without its name. */
function ConfirmField({ before }: { readonly before: Environment }) {
  const { register, watch, formState } = useFormContext<EnvironmentForm>();
  const [stage, copyPolicy] = watch(['stage', 'copyPolicy']);
  const error = formState.errors.confirm?.message;
  if (!loosens(before, { stage, copyPolicy }) && error === undefined) return null;
  return (
    <>
      <Notice tone="warn">
        {before.copyPolicy === 'copy-once' && copyPolicy === 'vault'
          ? defaultsText.loosening
          : defaultsText.leaving}
      </Notice>
      <Field label={deleteText.confirmLabel(before.name)} error={error}>
        {(control) => <TextInput {...control} {...register('confirm')} />}
      </Field>
    </>
  );
}
