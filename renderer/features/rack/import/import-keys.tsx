import type { FormEvent } from 'react';
import type { ImportPlan } from '#shared/model/import.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useEnvironmentOf } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { errorText } from '../../../text/errors.ts';
import { importText as text } from '../../../text/importing.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { ImportFields } from './import-fields.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportRows } from './import-rows.tsx';
import { allNewOf, canTake, elsewhereIn, newKeysOf, type Picked } from './picking.ts';
import { type Importing, useImport } from './use-import.ts';

/** Keeps keys of a file that another program wrote. */
export function ImportKeys() {
  const importing = useImport();
  const environment = useEnvironmentOf(importing.environmentId);
  const { plan, picked, taking, reading, result } = importing;
  const close = taking ? importing.cancel : closeDialog;
  const ended = plan !== null && picked.size === 0 && result !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (taking || reading) return;
    if (plan === null) void importing.choose();
    else if (picked.size > 0) void importing.take();
  };
  return (
    <Dialog
      title={text.title}
      subject={<DialogSubject name={text.subject} environment={environment} />}
      wide
      onClose={close}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={close}>{result !== null && !taking ? common.close : common.cancel}</Button>
          {!ended && (
            <Button
              look="primary"
              type="submit"
              busy={taking || reading}
              unavailable={plan !== null && picked.size === 0 ? text.nothingPicked : null}
            >
              {plan === null ? text.choose : text.submit(picked.size)}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        {importing.takingError !== null && <ErrorNotice error={importing.takingError} />}
        <Body importing={importing} />
      </div>
    </Dialog>
  );
}

function Body({ importing }: { readonly importing: Importing }) {
  const { plan, picked, taking, result, readingError } = importing;
  if (taking && plan !== null) return <Running plan={plan.plan} of={picked.size} />;
  if (plan !== null && result !== null)
    return <ImportOutcome plan={plan} result={result} cut={picked.size > 0} />;
  return (
    <>
      <ImportFields importing={importing} />
      {readingError !== null && (
        <ErrorNotice error={readingError}>
          {importing.hasFile && (
            <Button busy={importing.reading} onClick={() => void importing.again()}>
              {errorText.retry}
            </Button>
          )}
        </ErrorNotice>
      )}
      {plan === null && readingError === null && (
        <Notice>
          <p>{text.intro}</p>
          <p className="mt-1 text-muted">{text.note}</p>
        </Notice>
      )}
      {importing.reading && plan === null && (
        <p role="status" className="text-muted">
          {text.reading}
        </p>
      )}
      {plan !== null && <Choice plan={plan} importing={importing} />}
    </>
  );
}

/** Told by main after each key that is kept. @param of how many were chosen */
function Running({ plan, of }: { readonly plan: string; readonly of: number }) {
  const told = useStore(({ importProgress }) => (importProgress?.plan === plan ? importProgress : null));
  const words = text.progress(told?.done ?? 0, told?.of ?? of);
  return (
    <div className="flex flex-col gap-2 py-2">
      <div className="flex items-baseline gap-3">
        <p className="min-w-0 flex-1 text-muted">{text.running}</p>
        <p role="status" className="shrink-0 text-small tabular-nums">
          {words}
        </p>
      </div>
      <Progress label={words} value={told?.done ?? 0} max={told?.of ?? of} />
    </div>
  );
}

function Choice({ plan, importing }: { readonly plan: ImportPlan; readonly importing: Importing }) {
  const { picked, setPicked } = importing;
  const possible = plan.rows.filter(canTake).length;
  const elsewhere = elsewhereIn(plan, picked);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1">
        <p role="status" className="mr-auto text-small text-muted tabular-nums">
          {text.picked(picked.size, possible)}
        </p>
        <Button look="quiet" onClick={() => setPicked(newKeysOf(plan))}>
          {text.pickKeys}
        </Button>
        <Button look="quiet" onClick={() => setPicked(allNewOf(plan))}>
          {text.pickAll}
        </Button>
        <Button look="quiet" onClick={() => setPicked(new Set())}>
          {text.pickNone}
        </Button>
      </div>
      <ImportRows
        rows={plan.rows}
        picked={picked}
        onPick={(row, now) => setPicked((before) => withRow(before, row, now))}
      />
      {elsewhere > 0 && <Notice tone="warn">{text.elsewhere(elsewhere)}</Notice>}
      {plan.passedOver.length > 0 && <Notice>{text.passedOver(plan.passedOver)}</Notice>}
    </div>
  );
}

function withRow(before: Picked, row: number, now: boolean): Picked {
  const next = new Set(before);
  if (now) next.add(row);
  else next.delete(row);
  return next;
}
