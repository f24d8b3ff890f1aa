import { type FormEvent, useEffect, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { keyOf, surroundingsOf } from '../../../state/selectors.ts';
import { showView } from '../../../state/showing.ts';
import { getState } from '../../../state/store.ts';
import { bulkText } from '../../../text/bulk.ts';
import { common } from '../../../text/common.ts';
import { deleteText } from '../../../text/created.ts';
import { keyText } from '../../../text/keys.ts';
import { bulkRotateText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { KeyNames } from '../../rack/bulk/key-names.tsx';
import { type BulkPlan, bulkPlan, nameMissing, refusedAlways } from '../../rack/bulk/plan.ts';
import { RunView } from '../../rack/bulk/run-view.tsx';
import { type Job, useRun } from '../../rack/bulk/use-run.ts';
import { BulkTable } from './bulk-table.tsx';
import { type Planned, useBulkPlans } from './use-bulk-plans.ts';

/** As things stand when the dialog opens: what is confirmed is what is done, whatever changes meanwhile. */
function planNow(ids: readonly string[]): BulkPlan {
  const state = getState();
  const keys = ids.map((id) => keyOf(state, id)).filter((key) => key !== null);
  return bulkPlan(keys, 'rotate', (key) => surroundingsOf(state, key));
}

const JOB: Job = {
  one: ({ id }, confirm) =>
    api['rotations.start']({ request: { keyId: id }, ...(confirm === undefined ? {} : { confirm }) }),
  changes: ['rotations', 'keys'],
  // Half a rotation helps nobody: the next one is not begun.
  givesUp: false,
};

function missing(plan: BulkPlan, planned: readonly Planned[], words: string): string | null {
  const refused = refusedAlways(plan);
  if (refused !== null) return refused;
  if (planned.length < plan.takes.length) return bulkText.waiting;
  if (planned.every((each) => each.plan === null)) return bulkText.nothing;
  return nameMissing(plan, words);
}

/** Rotates several keys, one after the other. */
export function BulkRotate({ ids }: { readonly ids: readonly string[] }) {
  const [plan] = useState(() => planNow(ids));
  const [words, setWords] = useState('');
  const planned = useBulkPlans(plan.takes);
  const { run, start, cancel } = useRun(JOB);
  const obstacle = missing(plan, planned, words);
  const ready = planned.flatMap(({ key, plan: found }) => (found === null ? [] : [key]));
  const confirmOf = (key: Key) => (plan.productions[0]?.id === key.environmentId ? words.trim() : undefined);
  const go = async (keys: readonly Key[]) => {
    const ended = await start(keys, confirmOf);
    if (ended === null || ended.failed.length > 0 || ended.untouched.length > 0) return;
    closeDialog();
    toast(bulkRotateText.begun(ended.done.length), {
      label: bulkRotateText.show,
      run: () => showView('rotation'),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (run.state === 'not yet' && obstacle === null) void go(ready);
    if (run.state === 'ended') void go([...run.failed.map(({ key }) => key), ...run.untouched]);
  };
  // Closing the window that shows the progress must not leave it going on unseen.
  useEffect(() => () => cancel(), [cancel]);
  const isRunning = run.state === 'running';
  return (
    <Dialog
      title={keyText.rotate}
      subject={bulkText.subject(ids.length)}
      wide
      onClose={isRunning ? cancel : closeDialog}
      onSubmit={submit}
      footer={
        <>
          <Button
            title={isRunning ? bulkRotateText.cancelHelp : undefined}
            onClick={isRunning ? cancel : closeDialog}
          >
            {run.state === 'ended' ? common.close : common.cancel}
          </Button>
          {run.state === 'ended' ? (
            <Button look="primary" type="submit">
              {bulkText.again}
            </Button>
          ) : (
            <Button look="primary" type="submit" busy={isRunning} unavailable={obstacle}>
              {bulkRotateText.submit(ready.length)}
            </Button>
          )}
        </>
      }
    >
      {run.state === 'not yet' ? (
        <Asking plan={plan} planned={planned} words={words} onWords={setWords} />
      ) : (
        <RunView doneWords={bulkRotateText.begun} run={run} />
      )}
    </Dialog>
  );
}

interface AskingProps {
  readonly plan: BulkPlan;
  readonly planned: readonly Planned[];
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Asking({ plan, planned, words, onWords }: AskingProps) {
  const { takes, leaves, productions } = plan;
  const [production] = productions;
  const refused = refusedAlways(plan);
  return (
    <div className="flex flex-col gap-3.5">
      {refused === null ? <p>{bulkRotateText.lead}</p> : <Notice tone="warn">{refused}</Notice>}
      {takes.length > 0 && <BulkTable keys={takes} planned={planned} />}
      <KeyNames title={bulkText.leaves(leaves.length)} entries={leaves} />
      {production !== undefined && refused === null && (
        <Field label={deleteText.confirmLabel(production.name)}>
          {(control) => (
            <TextInput {...control} value={words} onChange={(event) => onWords(event.target.value)} />
          )}
        </Field>
      )}
    </div>
  );
}
