import { type FormEvent, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import type { Incident } from '#shared/model/rotation.ts';
import { isNameTyped } from '#shared/text/confirming-name.ts';
import { closeDialog } from '../../../state/actions.ts';
import { cancelRun, replaceLeaked } from '../../../state/rotation-actions.ts';
import { openRunOf } from '../../../state/rotations.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { deleteText } from '../../../text/created.ts';
import { keyText } from '../../../text/keys.ts';
import { panicText, startText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { useNow } from '../../../ui/use-now.ts';
import { KeySubject } from '../../rack/key-subject.tsx';
import { RunSteps } from '../runs/run-steps.tsx';
import { PlanWords } from '../start/plan-words.tsx';
import { PlannedDeliveries } from '../start/planned-deliveries.tsx';
import { usePlan } from '../start/use-plan.ts';

interface Props {
  readonly value: Key;
  readonly onOther: () => void;
  readonly onReplaced: (incident: Incident) => void;
}

const MINUTE = 60_000;

/** Whose the leaked key is, where it is delivered, and the one button that replaces it everywhere. */
export function ReplaceLeaked({ value, onOther, onReplaced }: Props) {
  const { environment } = useSurroundings(value);
  const [words, setWords] = useState('');
  const { run, running, error } = useAction();
  const { plan, error: planError } = usePlan({
    keyId: value.id,
    reason: 'leak',
    overlap: 'none',
    watch: 'none',
  });
  const typed = environment?.stage === 'production' ? environment.name : null;
  const named = typed === null || isNameTyped(typed, words);
  // What cannot be planned is done all the same: a run that goes on is ended first, and main says what else is wrong.
  const obstacle = named ? null : deleteText.confirmLabel(typed);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (obstacle !== null || running) return;
    const incident = await run(() => replaceLeaked(value.id, typed === null ? undefined : words.trim()));
    if (incident !== null) onReplaced(incident);
  };
  return (
    <Dialog
      title={keyText.leaked}
      subject={<KeySubject value={value} />}
      wide
      onClose={closeDialog}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          {!running && (
            <Button look="quiet" className="mr-auto" onClick={onOther}>
              {panicText.other}
            </Button>
          )}
          <Button onClick={running ? () => cancelRun({ keyId: value.id }) : closeDialog}>
            {common.cancel}
          </Button>
          <Button look="danger" type="submit" busy={running} unavailable={obstacle}>
            {panicText.submit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && <ErrorNotice error={error} />}
        {running ? (
          <UnderWay keyId={value.id} />
        ) : (
          <>
            <p>{panicText.noOverlap}</p>
            {plan === null && planError === null && (
              <p role="status" className="text-muted">
                {startText.planning}
              </p>
            )}
            {planError !== null && <Notice>{planError.message}</Notice>}
            {plan !== null && <PlanWords plan={plan} />}
            {plan !== null && <PlannedDeliveries plan={plan} />}
            {typed !== null && (
              <Field label={deleteText.confirmLabel(typed)}>
                {(control) => (
                  <TextInput {...control} value={words} onChange={(event) => setWords(event.target.value)} />
                )}
              </Field>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The steps as they come. */
function UnderWay({ keyId }: { readonly keyId: string }) {
  const run = useStore(({ data }) => openRunOf(data, keyId));
  const now = useNow(MINUTE);
  return (
    <ScrollRegion label={panicText.running} className="flex flex-col gap-4">
      <p role="status">{panicText.running}</p>
      {run !== null && <RunSteps run={run} journal={null} now={now} />}
    </ScrollRegion>
  );
}
