import { useState } from 'react';
import type { ImportPlan, ImportResult } from '#shared/model/import.ts';
import { api } from '../../../api/api.ts';
import { importText as text } from '../../../text/importing.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { outcomeOf } from './picking.ts';

interface Props {
  readonly plan: ImportPlan;
  readonly result: ImportResult;
  /** It was cancelled: some of what was chosen is still to come. */
  readonly cut: boolean;
}

/** What came of it, and what becomes of the file. */
export function ImportOutcome({ plan, result, cut }: Props) {
  const { imported, heldBefore, left } = outcomeOf(plan, result);
  return (
    <div className="grid gap-4">
      <div role="status">
        <p className="font-medium">{cut ? text.cancelled(imported) : text.imported(imported)}</p>
        {heldBefore > 0 && <p className="text-muted">{text.heldBefore(heldBefore)}</p>}
        {left.length > 0 && (
          <p className="text-muted wrap-anywhere">{text.left(left.map(({ name }) => name))}</p>
        )}
      </div>
      <FileLeft plan={plan} left={left.length} />
    </div>
  );
}

/** Why Keyrack does not delete the file; null: it does. @param left values that are no key here */
function obstacleOf({ passedOver, linkTo }: ImportPlan, left: number): string | null {
  if (left > 0) return text.wouldLose(left);
  if (passedOver.length > 0) return text.wouldLoseOthers(passedOver);
  return linkTo === null ? null : text.isLink(linkTo);
}

/** The file goes only where the user says so, and only where nothing goes with it. */
function FileLeft({ plan, left }: { readonly plan: ImportPlan; readonly left: number }) {
  const [asking, setAsking] = useState(false);
  const [gone, setGone] = useState(false);
  const { run, running, error } = useAction();
  const obstacle = obstacleOf(plan, left);
  const remove = async () => {
    const done = await run(async () => {
      await api['importing.deleteFile']({ plan: plan.plan });
      return true;
    });
    setAsking(false);
    if (done !== null) setGone(true);
  };
  if (gone) return <p role="status">{text.deleted}</p>;
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <Notice tone={obstacle !== null ? 'plain' : 'warn'}>
        <p>{text.stillThere}</p>
        <Path path={plan.file} />
        <p className="mt-1 text-muted wrap-anywhere">{obstacle ?? text.wouldLoseNothing}</p>
        {obstacle === null && !asking && (
          <div className="mt-2">
            <Button onClick={() => setAsking(true)}>{text.deleteFile}</Button>
          </div>
        )}
        {asking && (
          <fieldset className="mt-2">
            <legend className="mb-1.5 font-medium">{text.sure}</legend>
            <div className="flex flex-wrap gap-2">
              <Button autoFocus onClick={() => setAsking(false)}>
                {text.keepFile}
              </Button>
              <Button look="danger" busy={running} onClick={() => void remove()}>
                {text.deleteForGood}
              </Button>
            </div>
          </fieldset>
        )}
      </Notice>
    </>
  );
}
