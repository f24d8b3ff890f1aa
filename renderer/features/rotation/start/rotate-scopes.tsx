import type { Key } from '#shared/model/key.ts';
import type { Offer } from '#shared/model/provider.ts';
import { DEFAULT_OVERLAP, type RotationRequest } from '#shared/model/rotation.ts';
import { closeDialog } from '../../../state/actions.ts';
import { startRotation } from '../../../state/rotation-actions.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { scopesText } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { OfferNotes } from '../../rack/guide/offer-notes.tsx';
import { KeySubject } from '../../rack/key-subject.tsx';
import { ScopePicker } from '../../rack/scopes/scope-picker.tsx';
import { useOtherScopes } from '../../rack/scopes/use-other-scopes.ts';
import { obstacleOf, Planned } from './planned.tsx';
import { usePlan } from './use-plan.ts';
import { useSpans } from './use-spans.ts';

interface Props {
  readonly value: Key;
  /** What the service says of changing scopes. */
  readonly advice: Offer;
}

/** Other scopes for a key whose service fixes them: a new key takes its place. */
export function RotateScopes({ value, advice }: Props) {
  const { environment, provider } = useSurroundings(value);
  const { ticked, missing, obstacle, picker } = useOtherScopes(value, provider);
  // Of a key that is delivered nowhere nothing is known that would need the time.
  const spans = useSpans(value.deliveries.length === 0 ? 'none' : DEFAULT_OVERLAP);
  const scopes = [...(missing === null ? ticked : value.scopes)];
  const request: RotationRequest = { keyId: value.id, reason: 'planned', scopes, ...spans.chosen };
  const planning = usePlan(request);
  return (
    <DestructiveDialog
      title={scopesText.title}
      submit={scopesText.submit}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={environment?.stage === 'production' ? environment.name : null}
      obstacle={obstacle ?? obstacleOf(planning)}
      onClose={closeDialog}
      onConfirm={(confirm) => startRotation(request, confirm)}
    >
      <div className="flex flex-col gap-4">
        <p>{scopesText.rotated(provider?.name ?? '')}</p>
        <ScopePicker {...picker} />
        <OfferNotes offer={advice} />
        <Planned value={value} request={request} planning={planning} spans={spans} />
      </div>
    </DestructiveDialog>
  );
}
