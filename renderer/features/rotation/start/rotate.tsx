import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { DEFAULT_OVERLAP, type Overlap, type RotationRequest, type Watch } from '#shared/model/rotation.ts';
import { closeDialog } from '../../../state/actions.ts';
import { saveRunbook, startRotation } from '../../../state/rotation-actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { startText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { KeySubject } from '../../rack/key-subject.tsx';
import { PlanWords } from './plan-words.tsx';
import { PlannedDeliveries } from './planned-deliveries.tsx';
import { Rehearsal } from './rehearsal.tsx';
import { SpanFields } from './span-fields.tsx';
import { usePlan } from './use-plan.ts';

interface Props {
  readonly id: string;
  /** Keyrack does not have the old value. */
  readonly lost: boolean;
}

/** Shows what a rotation would do, and starts it. */
export function Rotate({ id, lost }: Props) {
  const key = useLastKnown(useKey(id));
  return key === null ? null : <Asking value={key} lost={lost} />;
}

function Asking({ value, lost }: { readonly value: Key; readonly lost: boolean }) {
  const { environment } = useSurroundings(value);
  const [overlap, setOverlap] = useState<Overlap>(DEFAULT_OVERLAP);
  const [watch, setWatch] = useState<Watch | undefined>(undefined);
  const request: RotationRequest = {
    keyId: value.id,
    reason: lost ? 'lost' : 'planned',
    overlap,
    ...(watch === undefined ? {} : { watch }),
  };
  const { plan, error, busy } = usePlan(request);
  const title = lost ? startText.lost : keyText.rotate;
  return (
    <DestructiveDialog
      title={title}
      submit={title}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={environment?.stage === 'production' ? environment.name : null}
      obstacle={obstacleOf(error?.message ?? null, busy)}
      onClose={closeDialog}
      onConfirm={(confirm) => startRotation(request, confirm)}
    >
      <div aria-busy={busy} className="flex flex-col gap-4">
        {error !== null && <ErrorNotice error={error} />}
        {plan === null && error === null && <Planning />}
        {plan !== null && (
          <>
            <PlanWords plan={plan} />
            <SpanFields
              plan={plan}
              value={value}
              overlap={overlap}
              onOverlap={setOverlap}
              onWatch={setWatch}
            />
            <PlannedDeliveries plan={plan} />
            <Rehearsal plan={plan} />
            <div>
              <Button onClick={() => void saveRunbook(request)}>{startText.runbook}</Button>
            </div>
          </>
        )}
      </div>
    </DestructiveDialog>
  );
}

function obstacleOf(error: string | null, busy: boolean): string | null {
  if (error !== null) return error;
  return busy ? startText.waiting : null;
}

/** As much room as a short plan takes, so that little moves when it is there. */
function Planning() {
  return (
    <div role="status" aria-label={startText.planning} className="flex flex-col gap-3 py-1">
      <span className="skeleton h-3 w-4/5" />
      <span className="skeleton h-3 w-3/5" />
      <span className="skeleton mt-3 h-8 w-full" />
      <span className="skeleton h-8 w-full" />
    </div>
  );
}
