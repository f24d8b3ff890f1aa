import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { type LocalKey, localKeySchema } from '#shared/model/key.ts';
import { api } from '../../api/api.ts';
import { closeDialog, openDialog, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironment, useEnvironmentOf, useEnvironments, useKey } from '../../state/selectors.ts';
import { common } from '../../text/common.ts';
import { addKeyText, newKeyText } from '../../text/new-key.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogSubject } from '../../ui/dialog-subject.tsx';
import { EntryProblem } from '../../ui/entry-problem.tsx';
import { Field } from '../../ui/field.tsx';
import { toldAtField } from '../../ui/field-failure.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useAction } from '../../ui/use-action.ts';
import { EnvironmentField } from '../environments/environment-field.tsx';

type Form = { environmentId: string; name: string; variable: string };

const schema = z.pipe(
  z.transform((form: Form) => ({ ...form, variable: form.variable.trim() })),
  localKeySchema,
);

interface Props {
  /** A key that another environment is to have one of as well: the form is filled in like it. */
  readonly like: { readonly keyId: string; readonly environmentId: string } | null;
}

/** Keeps a value that the user already has: it is typed in the entry window, never here. */
export function AddKey({ like }: Props) {
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const other = useKey(like?.keyId ?? null);
  const form = useForm<Form, unknown, LocalKey>({
    resolver: zodResolver(schema),
    defaultValues: {
      environmentId: like?.environmentId ?? shown?.id ?? first?.id ?? '',
      name: other?.name ?? '',
      variable: other?.variable ?? '',
    },
  });
  const chosen = useEnvironmentOf(form.watch('environmentId'));
  const { run, running, error } = useAction();
  const add = async (input: LocalKey) => {
    const key = await run(
      () => api['keys.add'](input),
      (thrown) => toldAtField(form, thrown),
    );
    if (key === null) return;
    await reload('keys');
    closeDialog();
    toast(addKeyText.added(key.name));
  };
  const submit = form.handleSubmit(add);
  const keepSameValue = form.handleSubmit((input) => add({ ...input, sameValue: true }));
  return (
    <Dialog
      title={addKeyText.title}
      subject={<DialogSubject name={addKeyText.subject} environment={chosen} />}
      onClose={closeDialog}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          {like !== null && other?.held === true && (
            <Button
              look="quiet"
              className="mr-auto"
              onClick={() => openDialog({ kind: 'copy-value', ...like })}
            >
              {addKeyText.copyInstead}
            </Button>
          )}
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {addKeyText.submit}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <EntryProblem error={error} onKeep={() => void keepSameValue()} />}
        <AddKeyFields form={form} />
        <Notice>{addKeyText.note}</Notice>
      </div>
    </Dialog>
  );
}

function AddKeyFields({ form }: { readonly form: UseFormReturn<Form, unknown, LocalKey> }) {
  const { errors } = form.formState;
  return (
    <>
      <Field label={newKeyText.name} error={errors.name?.message}>
        {(control) => <TextInput {...control} {...form.register('name')} autoFocus />}
      </Field>
      <EnvironmentField
        value={form.watch('environmentId')}
        onChange={(id) => form.setValue('environmentId', id)}
        error={errors.environmentId?.message}
      />
      <Field label={newKeyText.variable} help={newKeyText.variableHelp} error={errors.variable?.message}>
        {(control) => (
          <TextInput
            mono
            {...control}
            {...form.register('variable')}
            placeholder={newKeyText.variableExample}
          />
        )}
      </Field>
    </>
  );
}
