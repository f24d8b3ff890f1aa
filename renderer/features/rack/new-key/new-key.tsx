import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { NewKey as Input } from '#shared/model/key.ts';
import type { KeyPreset } from '../../../state/dialog.ts';
import { useEnvironment, useEnvironments, useKey } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { guideText } from '../../../text/operations.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toldAtField } from '../../../ui/field-failure.ts';
import { Notice } from '../../../ui/notice.tsx';
import { BeforeCreate, InferredLine } from './before-create.tsx';
import { type ByHand, ByHandStep, startByHand } from './by-hand-step.tsx';
import { CreateProblem } from './create-problem.tsx';
import { NewKeyFields } from './new-key-fields.tsx';
import { type NewKeyForm, newKeyFormSchema } from './new-key-form.ts';
import { ServiceSubject } from './service-subject.tsx';
import { startAt, startWith } from './start.ts';
import { orphanOf, useCreate } from './use-create.ts';
import { useService } from './use-service.ts';
import { Waiting } from './waiting.tsx';

interface Props {
  /** A key that is in use elsewhere: this one is for another tool. */
  readonly like: string | null;
  readonly tool: string;
  /** A connection of another environment: the key is promoted there. */
  readonly at: string | null;
  /** What a guide asks of it. */
  readonly preset: KeyPreset | null;
}

/** One step where Keyrack asks the service; where the user makes the key in the console, that is the second. */
export function NewKey({ like: likeId, tool, at, preset }: Props) {
  const like = useKey(likeId);
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const form = useForm<NewKeyForm, unknown, Input>({
    resolver: zodResolver(newKeyFormSchema),
    defaultValues:
      startAt(getState().data, like, at) ??
      startWith(getState().data, shown?.id ?? first?.id ?? '', { like, tool, preset }),
  });
  const service = useService(form.watch('connectionId'));
  const [byHand, setByHand] = useState<ByHand | null>(null);
  const [atConsole, setAtConsole] = useState(false);
  const { create, prepare, enter, leave, since, error, clear } = useCreate(service.name, () =>
    form.getValues('tool'),
  );
  const guided = service.create?.way === 'guided';
  const lost = error?.code === 'outcome-unknown';
  const submit = form.handleSubmit(async (input) => {
    if (!guided) return create(input, (thrown) => toldAtField(form, thrown));
    const offer = await prepare(input, (thrown) => toldAtField(form, thrown));
    if (offer === null) return;
    // What was typed beside the steps stays, also after going back.
    setByHand((before) => ({ ...(before ?? startByHand()), input, offer }));
    setAtConsole(true);
  });
  const back = () => {
    clear();
    setAtConsole(false);
  };
  if (byHand !== null && atConsole) {
    return (
      <ByHandStep
        service={service}
        byHand={byHand}
        onChange={setByHand}
        onBack={back}
        onEnter={enter}
        onLeave={leave}
        since={since}
        error={error}
      />
    );
  }
  return (
    <Dialog
      title={newKeyText.title}
      subject={<ServiceSubject service={service} />}
      wide
      onClose={leave}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          {since === null && <InferredLine service={service} />}
          <Waiting since={guided ? null : since} service={service.name} />
          <Button onClick={leave}>{common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            busy={since !== null}
            unavailable={lost ? newKeyText.unsettled : (unable(service.create) ?? null)}
          >
            {guided ? guideText.toSteps : newKeyText.submit}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        {error !== null && <CreateProblem error={error} find={() => orphanOf(form.getValues())} />}
        {like !== null && at === null && <Notice>{newKeyText.forAnotherTool(like.name)}</Notice>}
        <NewKeyFields service={service} />
        <BeforeCreate service={service} />
      </FormProvider>
    </Dialog>
  );
}

const unable = (create: ReturnType<typeof useService>['create']): string | null =>
  create?.way === null ? create.why : null;
