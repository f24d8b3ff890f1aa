import type { ReactNode } from 'react';
import { useId } from 'react';
import type { RestorePlan } from '#shared/model/guard.ts';
import { api } from '../../../api/api.ts';
import { asApiError } from '../../../api/api-error.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { offerUndo } from '../../../state/delivery-actions.ts';
import { reload } from '../../../state/loading.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { targetName } from '../../../text/target-name.ts';
import { restoreText, targetsText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Diff } from '../../../ui/diff.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { useRestore } from './use-restore.ts';

/** What a client or a person did to an entry of ours, and the choice to put it back. Nothing is mended silently. */
export function Restore({ id }: { readonly id: string }) {
  const { looking, again } = useRestore(id);
  const { run, running, error } = useAction();
  const plan = looking.state === 'ready' ? looking.plan : null;
  const restore = async () => {
    if (plan === null) return;
    const result = await run(async () => {
      try {
        return await api['targets.restore']({ plan: plan.plan });
      } catch (thrown) {
        // The client runs again, or the file is not what was looked at.
        if (asApiError(thrown).code === 'conflict') again();
        throw thrown;
      }
    });
    if (result === null) return;
    closeDialog();
    offerUndo(restoreText.restored(plan.server), result);
    await Promise.all((['deliveries', 'changes'] as const).map(reload));
  };
  const keep = async () => {
    if (plan === null) return;
    const done = await run(async () => {
      await api['targets.keep']({ id });
      return true;
    });
    if (done === null) return;
    closeDialog();
    toast(restoreText.kept(plan.server));
    await reload('deliveries');
  };
  const isBlocked = plan === null || plan.running !== null;
  return (
    <Dialog
      title={restoreText.title}
      subject={plan && <Subject plan={plan} />}
      wide
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          {plan?.state === 'changed' && (
            <Button busy={running} onClick={() => void keep()}>
              {restoreText.keep}
            </Button>
          )}
          <Button look="primary" busy={running || isBlocked} onClick={() => void restore()}>
            {restoreText.submit}
          </Button>
        </>
      }
    >
      <div className="grid min-w-0 gap-4">
        {error !== null && <ErrorNotice error={error} />}
        {looking.state === 'looking' && (
          <p role="status" className="text-muted">
            {restoreText.loading}
          </p>
        )}
        {looking.state === 'failed' && <ErrorNotice error={looking.error} />}
        {plan !== null && <Planned plan={plan} onAgain={again} />}
      </div>
    </Dialog>
  );
}

function Subject({ plan }: { readonly plan: RestorePlan }) {
  const targets = useStore((state) => state.data.targets);
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="shrink-0">{targetName(targets, plan.target)}</span>
      <span className="truncate font-mono text-small text-muted">{plan.server}</span>
    </span>
  );
}

function Planned({ plan, onAgain }: { readonly plan: RestorePlan; readonly onAgain: () => void }) {
  return (
    <>
      <div className="min-w-0">
        <p>{restoreText.told[plan.state]}</p>
        <Path path={plan.realFile} />
      </div>
      {plan.running !== null && (
        <Notice tone="warn">
          <p>{restoreText.running(plan.running)}</p>
          <div className="mt-2">
            <Button onClick={onAgain}>{targetsText.lookAgain}</Button>
          </div>
        </Notice>
      )}
      {plan.state === 'changed' && (
        <Region name={restoreText.since}>
          <Diff lines={plan.since} label={plan.server} />
        </Region>
      )}
      <Region name={restoreText.changes}>
        {plan.warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
        <p className="text-small text-muted tabular-nums">
          {restoreText.mode(plan.modeBefore, plan.modeAfter)}
        </p>
        <Diff lines={plan.diff} label={plan.realFile} />
      </Region>
    </>
  );
}

function Region({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-2">
      <h3 id={heading} className="text-small font-medium">
        {name}
      </h3>
      {children}
    </section>
  );
}
