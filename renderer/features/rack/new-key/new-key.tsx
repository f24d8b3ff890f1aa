import { zodResolver } from '@hookform/resolvers/zod';
import { FormProvider, useForm } from 'react-hook-form';
import type { NewKey as Input } from '#shared/model/key.ts';
import { listOf } from '../../../state/remote.ts';
import { useEnvironment, useEnvironments } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toldAtField } from '../../../ui/field-failure.ts';
import { CreateProblem } from './create-problem.tsx';
import { NewKeyFields } from './new-key-fields.tsx';
import { type NewKeyForm, newKeyFormSchema, serviceDefaults } from './new-key-form.ts';
import { orphanOf, useCreate } from './use-create.ts';
import { useService } from './use-service.ts';
import { Waiting } from './waiting.tsx';

export function NewKey() {
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const form = useForm<NewKeyForm, unknown, Input>({
    resolver: zodResolver(newKeyFormSchema),
    defaultValues: startWith(shown?.id ?? first?.id ?? ''),
  });
  const service = useService(form.watch('connectionId'));
  const { create, leave, since, error } = useCreate(service.name);
  const lost = error?.code === 'outcome-unknown';
  const submit = form.handleSubmit(async (input) => {
    await create(input, (thrown) => toldAtField(form, thrown));
  });
  return (
    <Dialog
      title={newKeyText.title}
      subject={service.subject}
      wide
      onClose={leave}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Waiting since={since} service={service.name} />
          <Button onClick={leave}>{common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            busy={since !== null}
            unavailable={lost ? newKeyText.unsettled : null}
          >
            {newKeyText.submit}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        {error !== null && <CreateProblem error={error} find={() => orphanOf(form.getValues())} />}
        <NewKeyFields provider={service.provider} />
      </FormProvider>
    </Dialog>
  );
}

function startWith(environmentId: string): NewKeyForm {
  const { connections, providers } = getState().data;
  const connection = listOf(connections).find((each) => each.environmentId === environmentId);
  const provider = listOf(providers).find((each) => each.id === connection?.provider) ?? null;
  return {
    environmentId,
    connectionId: connection?.id ?? '',
    name: '',
    description: '',
    testMode: false,
    expiresIn: 'never',
    ...serviceDefaults(provider),
  };
}
