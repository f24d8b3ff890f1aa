import { ToggleGroup } from 'radix-ui';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { nameFrom } from '#shared/text/naming.ts';
import { listOf } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { NameSuggestions } from './name-suggestions.tsx';
import type { NewKeyForm } from './new-key-form.ts';
import { targetNamed, toolNames } from './tools.ts';
import type { Service } from './use-service.ts';

interface Props {
  readonly service: Service;
}

/** What the key is for names it, by the environment's pattern, until the user types a name of their own. */
export function ToolFields({ service }: Props) {
  const { register, watch, formState } = useFormContext<NewKeyForm>();
  const targets = listOf(useStore((state) => state.data.targets));
  const tool = watch('tool');
  const delivered = targetNamed(targets, tool);
  useName(service);
  return (
    <div className="grid gap-3">
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Field
          label={newKeyText.tool}
          help={delivered === null ? newKeyText.toolHelp : newKeyText.deliveredAfter(delivered.name)}
        >
          {(control) => (
            <TextInput
              {...control}
              {...register('tool')}
              autoFocus
              maxLength={120}
              placeholder={newKeyText.toolPlaceholder}
            />
          )}
        </Field>
        <Field label={newKeyText.purpose} optional>
          {(control) => (
            <TextInput
              {...control}
              {...register('purpose')}
              maxLength={120}
              placeholder={newKeyText.purposePlaceholder}
            />
          )}
        </Field>
      </div>
      <Tools names={toolNames(targets)} />
      <div className="grid gap-2">
        <Field label={newKeyText.name} error={formState.errors.name?.message}>
          {(control) => (
            <TextInput {...control} {...register('name')} placeholder={newKeyText.namePlaceholder} />
          )}
        </Field>
        <NameSuggestions naming={service.provider?.naming ?? []} />
      </div>
    </div>
  );
}

/** One stop of the Tab key; the arrow keys go through them. */
function Tools({ names }: { readonly names: readonly string[] }) {
  const { watch, setValue } = useFormContext<NewKeyForm>();
  const tool = watch('tool').trim().toLowerCase();
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={newKeyText.tools}
      value={names.find((name) => name.toLowerCase() === tool) ?? ''}
      onValueChange={(name) => setValue('tool', name, { shouldDirty: true })}
      className="-mt-1 flex flex-wrap gap-1.5"
    >
      {names.map((name) => (
        <ToggleGroup.Item
          key={name}
          value={name}
          className="min-h-6 rounded-full border border-border px-2 text-small text-muted chrome hover:bg-hover hover:text-text data-[state=on]:border-accent data-[state=on]:bg-selected data-[state=on]:text-text"
        >
          {name}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

/** Fills the name as long as nobody has typed into it. */
function useName({ environment, provider }: Service): void {
  const { watch, setValue, getFieldState, formState } = useFormContext<NewKeyForm>();
  const [tool, purpose] = watch(['tool', 'purpose']);
  const typed = getFieldState('name', formState).isDirty;
  const name =
    environment === null || (tool.trim() === '' && purpose.trim() === '')
      ? ''
      : nameFrom(environment.namingPattern, {
          tool,
          purpose,
          service: provider?.name,
          environment: environment.name,
          stage: environment.stage,
        });
  const { isSubmitted } = formState;
  useEffect(() => {
    if (!typed) setValue('name', name, { shouldValidate: isSubmitted });
  }, [typed, name, isSubmitted, setValue]);
}
