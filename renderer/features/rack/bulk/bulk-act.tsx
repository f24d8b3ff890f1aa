import { type FormEvent, useEffect, useState } from 'react';
import type { Key, KeyAct } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { keyOf, surroundingsOf } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { bulkText } from '../../../text/bulk.ts';
import { common } from '../../../text/common.ts';
import { deleteText } from '../../../text/created.ts';
import { operationNames } from '../../../text/operation-names.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { KeyNames } from './key-names.tsx';
import { type BulkPlan, bulkPlan, nameMissing, refusedAlways } from './plan.ts';
import { RunView } from './run-view.tsx';
import { type Job, useRun } from './use-run.ts';
import { type Told, useTold } from './use-told.ts';
import { WhatStops } from './what-stops.tsx';

interface Props {
  readonly ids: readonly string[];
  readonly act: KeyAct;
}

const jobOf = (act: KeyAct): Job => ({
  one: (key, confirm) => api['keys.act']({ id: key.id, act, ...(confirm === undefined ? {} : { confirm }) }),
  changes: ['keys'],
  givesUp: true,
});

/** As things stand when the dialog opens: what is confirmed is what is done, whatever changes meanwhile. */
function planNow({ ids, act }: Props): BulkPlan {
  const state = getState();
  const keys = ids.map((id) => keyOf(state, id)).filter((key) => key !== null);
  return bulkPlan(keys, act, (key) => surroundingsOf(state, key));
}

function missing(plan: BulkPlan, told: Told, words: string): string | null {
  const refused = refusedAlways(plan);
  if (refused !== null) return refused;
  if (told.error !== null) return told.error.message;
  if (told.asked < plan.takes.length) return bulkText.waiting;
  return nameMissing(plan, words);
}

/** Disables, enables, revokes or deletes several keys, one after the other. */
export function BulkAct({ ids, act }: Props) {
  const [plan] = useState(() => planNow({ ids, act }));
  const [words, setWords] = useState('');
  const told = useTold(plan.takes, act);
  const { run, start, cancel } = useRun(jobOf(act));
  const obstacle = missing(plan, told, words);
  const verb = operationNames[act];

  const confirmOf = (key: Key) => (plan.productions[0]?.id === key.environmentId ? words.trim() : undefined);
  const go = async (keys: readonly Key[]) => {
    const ended = await start(keys, confirmOf);
    if (ended === null || ended.failed.length > 0 || ended.untouched.length > 0) return;
    closeDialog();
    toast(bulkText.doneCount(act, ended.done.length));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (run.state === 'not yet' && obstacle === null) void go(plan.takes);
    if (run.state === 'ended') void go([...run.failed.map(({ key }) => key), ...run.untouched]);
  };
  // Closing the window that shows the progress must not leave it going on unseen.
  useEffect(() => cancelOnLeaving(cancel), [cancel]);
  const danger = act === 'revoke' || act === 'delete';
  return (
    <Dialog
      title={verb}
      subject={bulkText.subject(ids.length)}
      wide
      onClose={run.state === 'running' ? cancel : closeDialog}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={run.state === 'running' ? cancel : closeDialog}>
            {run.state === 'ended' ? common.close : common.cancel}
          </Button>
          {run.state === 'ended' ? (
            <Button look="primary" type="submit">
              {bulkText.again}
            </Button>
          ) : (
            <Button
              look={danger ? 'danger' : 'primary'}
              type="submit"
              busy={run.state === 'running'}
              unavailable={obstacle}
            >
              {bulkText.submit(verb, plan.takes.length)}
            </Button>
          )}
        </>
      }
    >
      {run.state === 'not yet' ? (
        <Asking plan={plan} act={act} told={told} words={words} onWords={setWords} />
      ) : (
        <RunView doneWords={(count) => bulkText.doneCount(act, count)} run={run} />
      )}
    </Dialog>
  );
}

const cancelOnLeaving = (cancel: () => void) => () => cancel();

interface AskingProps {
  readonly plan: BulkPlan;
  readonly act: KeyAct;
  readonly told: Told;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Asking({ plan, act, told, words, onWords }: AskingProps) {
  const { takes, leaves, productions } = plan;
  const [production, ...others] = productions;
  return (
    <div className="flex flex-col gap-3.5">
      {takes.length > 0 && <p>{bulkText.lead(act)}</p>}
      {takes.length === 0 && <Notice tone="warn">{bulkText.nothing}</Notice>}
      {others.length > 0 && (
        <Notice tone="warn">{bulkText.severalProductions(productions.map(({ name }) => name))}</Notice>
      )}
      <KeyNames
        title={bulkText.takes(act, takes.length)}
        entries={takes.map((key) => ({ key, why: null }))}
      />
      <KeyNames title={bulkText.leaves(leaves.length)} entries={leaves} />
      {takes.length > 0 && <WhatStops keys={takes} told={told} stops={act !== 'enable'} />}
      {production !== undefined && others.length === 0 && (
        <Field label={deleteText.confirmLabel(production.name)}>
          {(control) => (
            <TextInput {...control} value={words} onChange={(event) => onWords(event.target.value)} />
          )}
        </Field>
      )}
    </div>
  );
}
