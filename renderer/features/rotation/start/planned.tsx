import type { Key } from '#shared/model/key.ts';
import type { RotationRequest } from '#shared/model/rotation.ts';
import { saveRunbook } from '../../../state/rotation-actions.ts';
import { startText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { PlanWords } from './plan-words.tsx';
import { PlannedDeliveries } from './planned-deliveries.tsx';
import { Rehearsal } from './rehearsal.tsx';
import { SpanFields } from './span-fields.tsx';
import type { Planning } from './use-plan.ts';
import type { Spans } from './use-spans.ts';

interface Props {
  readonly value: Key;
  readonly request: RotationRequest;
  readonly planning: Planning;
  readonly spans: Spans;
}

/** What a rotation would do, and what of it can be chosen. */
export function Planned({ value, request, planning: { plan, error, busy }, spans }: Props) {
  return (
    <div aria-busy={busy} className="flex flex-col gap-4">
      {error !== null && <ErrorNotice error={error} />}
      {plan === null && error === null && <Looking />}
      {plan !== null && (
        <>
          <PlanWords plan={plan} />
          <SpanFields
            plan={plan}
            value={value}
            overlap={spans.overlap}
            onOverlap={spans.setOverlap}
            onWatch={spans.setWatch}
          />
          <PlannedDeliveries plan={plan} />
          <Rehearsal plan={plan} />
          <div>
            <Button onClick={() => void saveRunbook(request)}>{startText.runbook}</Button>
          </div>
        </>
      )}
    </div>
  );
}

/** @returns why it cannot be started; null where it can */
export function obstacleOf({ error, busy }: Planning): string | null {
  if (error !== null) return error.message;
  return busy ? startText.waiting : null;
}

/** As much room as a short plan takes, so that little moves when it is there. */
function Looking() {
  return (
    <div role="status" aria-label={startText.planning} className="flex flex-col gap-3 py-1">
      <span className="skeleton h-3 w-4/5" />
      <span className="skeleton h-3 w-3/5" />
      <span className="skeleton mt-3 h-8 w-full" />
      <span className="skeleton h-8 w-full" />
    </div>
  );
}
