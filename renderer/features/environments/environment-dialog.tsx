import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { type NewEnvironment, STAGE_COLOURS, STAGES, type Stage } from '#shared/model/environment.ts';
import { closeDialog } from '../../state/actions.ts';
import { common, stageGuidance, stageNames } from '../../text/common.ts';
import { environmentText } from '../../text/environments.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { toldAtField } from '../../ui/field-failure.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ColourField } from './colour-field.tsx';
import { type EnvironmentForm, environmentFormSchema } from './environment-form.ts';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly start: EnvironmentForm;
  /** @throws ApiError */
  readonly onSave: (input: NewEnvironment) => Promise<void>;
}

export function EnvironmentDialog({ title, submit, start, onSave }: Props) {
  const form = useForm<EnvironmentForm, unknown, NewEnvironment>({
    resolver: zodResolver(environmentFormSchema),
    defaultValues: start,
  });
  const { run, running, error } = useAction();
  const send = form.handleSubmit(async (input) => {
    await run(
      () => onSave(input),
      (thrown) => toldAtField(form, thrown),
    );
  });
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      onSubmit={(event) => void send(event)}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {submit}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <ErrorNotice error={error} />}
        <EnvironmentFields form={form} />
      </div>
    </Dialog>
  );
}

function EnvironmentFields({
  form,
}: {
  readonly form: UseFormReturn<EnvironmentForm, unknown, NewEnvironment>;
}) {
  const { errors } = form.formState;
  const stage = form.watch('stage');
  const pick = (next: Stage) => {
    // A colour that was never chosen follows the stage.
    if (form.getValues('colour') === STAGE_COLOURS[stage]) form.setValue('colour', STAGE_COLOURS[next]);
    form.setValue('stage', next);
  };
  return (
    <>
      <Field label={environmentText.name} error={errors.name?.message}>
        {(control) => (
          <TextInput
            {...control}
            {...form.register('name')}
            autoFocus
            placeholder={environmentText.namePlaceholder}
          />
        )}
      </Field>
      <Field label={environmentText.stage} help={stageGuidance[stage]}>
        {(control) => (
          <Select
            control={control}
            value={stage}
            onChange={(value) => pick(value as Stage)}
            choices={STAGES.map((value) => ({ value, label: stageNames[value] }))}
          />
        )}
      </Field>
      <ColourField value={form.watch('colour')} onChange={(colour) => form.setValue('colour', colour)} />
      <Field
        label={environmentText.project}
        help={environmentText.projectHelp}
        error={errors.project?.message}
        optional
      >
        {(control) => <TextInput {...control} {...form.register('project')} />}
      </Field>
    </>
  );
}
