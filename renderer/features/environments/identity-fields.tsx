import { useFormContext } from 'react-hook-form';
import { STAGES, type Stage } from '#shared/model/environment.ts';
import { stageGuidance, stageNames } from '../../text/common.ts';
import { environmentText } from '../../text/environments.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ColourField } from './colour-field.tsx';
import { type EnvironmentForm, followStage } from './environment-form.ts';

export function IdentityFields() {
  const { register, watch, getValues, setValue, formState } = useFormContext<EnvironmentForm>();
  const { errors } = formState;
  const stage = watch('stage');
  const pick = (next: Stage) => {
    const followed = followStage(getValues(), next);
    setValue('stage', followed.stage);
    setValue('colour', followed.colour);
    setValue('copyPolicy', followed.copyPolicy);
  };
  return (
    <div className="grid items-start gap-x-4 gap-y-3 wide:grid-cols-2">
      <Field label={environmentText.name} error={errors.name?.message}>
        {(control) => (
          <TextInput
            {...control}
            {...register('name')}
            autoFocus
            placeholder={environmentText.namePlaceholder}
          />
        )}
      </Field>
      <Field label={environmentText.project} error={errors.project?.message} optional>
        {(control) => (
          <TextInput {...control} {...register('project')} placeholder={environmentText.projectPlaceholder} />
        )}
      </Field>
      <Field label={environmentText.stage} help={stageGuidance[stage]} error={errors.stage?.message}>
        {(control) => (
          <Select
            control={control}
            value={stage}
            onChange={(value) => pick(value as Stage)}
            choices={STAGES.map((value) => ({ value, label: stageNames[value] }))}
          />
        )}
      </Field>
      <ColourField value={watch('colour')} onChange={(colour) => setValue('colour', colour)} />
    </div>
  );
}
