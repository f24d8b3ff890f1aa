import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Environment, NewEnvironment } from '#shared/model/environment.ts';
import { closeDialog } from '../../state/actions.ts';
import { common } from '../../text/common.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toldAtField } from '../../ui/field-failure.ts';
import { useAction } from '../../ui/use-action.ts';
import { DefaultsFields } from './defaults-fields.tsx';
import { type EnvironmentForm, environmentFormSchema, formOf } from './environment-form.ts';
import { IdentityFields } from './identity-fields.tsx';

interface Props {
  readonly title: string;
  readonly subject?: ReactNode;
  readonly submit: string;
  /** The environment as it was when the dialog was opened; null for a new one. */
  readonly before: Environment | null;
  /** @param confirm the environment's name, as far as it was typed. @throws ApiError */
  readonly onSave: (input: NewEnvironment, confirm: string) => Promise<void>;
}

/** What an environment is, and what it prescribes for its keys. */
export function EnvironmentDialog({ title, subject, submit, before, onSave }: Props) {
  const form = useForm<EnvironmentForm, unknown, NewEnvironment>({
    resolver: zodResolver(environmentFormSchema),
    defaultValues: formOf(before),
  });
  const { run, running, error } = useAction();
  const send = form.handleSubmit(async (input) => {
    await run(
      () => onSave(input, form.getValues('confirm').trim()),
      (thrown) => toldAtField(form, thrown),
    );
  });
  return (
    <Dialog
      title={title}
      subject={subject}
      wide
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
      <FormProvider {...form}>
        <div className="grid gap-3">
          {error !== null && <ErrorNotice error={error} />}
          <IdentityFields />
          <DefaultsFields before={before} />
        </div>
      </FormProvider>
    </Dialog>
  );
}
