import type { RotationPlan } from '#shared/model/rotation.ts';
import { startText } from '../../../text/rotation.ts';
import { Notice } from '../../../ui/notice.tsx';

/** What a run would do, in a few sentences. Of a leak its dialog says that itself. */
export function PlanWords({ plan }: { readonly plan: RotationPlan }) {
  const { kind, reason, byHand, service, attended, warnings } = plan;
  return (
    <>
      <div className="flex flex-col gap-1 empty:hidden">
        {reason !== 'leak' && <p>{startText.lead[kind]}</p>}
        {byHand && <p className="text-muted">{startText.bring(service)}</p>}
      </div>
      {attended !== null && <Notice>{startText.attended(attended)}</Notice>}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </>
  );
}
