import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { nameSchema } from '#shared/model/text-fields.ts';
import { api } from '../../api/api.ts';
import { closeDialog, selectEnvironment, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironmentOf } from '../../state/selectors.ts';
import { common } from '../../text/common.ts';
import { duplicateText, environmentActs, environmentText } from '../../text/environments.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogSubject } from '../../ui/dialog-subject.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { toldAtField } from '../../ui/field-failure.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { useAction } from '../../ui/use-action.ts';

const schema = z.strictObject({ name: nameSchema });

export function DuplicateEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironmentOf(id);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: duplicateText.suggested(environment?.name ?? '') },
  });
  const { run, running, error } = useAction();
  if (environment === null) return null;
  const send = form.handleSubmit(async ({ name }) => {
    const made = await run(
      () => api['environments.duplicate']({ id, name }),
      (thrown) => toldAtField(form, thrown),
    );
    if (made === null) return;
    await reload('environments');
    selectEnvironment(made.id);
    closeDialog();
    toast(environmentText.created(made.name));
  });
  return (
    <Dialog
      title={environmentActs.duplicate}
      subject={<DialogSubject environment={environment} />}
      onClose={closeDialog}
      onSubmit={(event) => void send(event)}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {environmentActs.duplicate}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <ErrorNotice error={error} />}
        <Field label={environmentText.name} error={form.formState.errors.name?.message}>
          {(control) => (
            <TextInput
              {...control}
              {...form.register('name')}
              autoFocus
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        <p>{duplicateText.copied}</p>
        <p className="text-muted">{duplicateText.notCopied}</p>
      </div>
    </Dialog>
  );
}
