import type { Key } from '#shared/model/key.ts';
import { DEFAULT_OVERLAP, type RotationRequest } from '#shared/model/rotation.ts';
import { closeDialog } from '../../../state/actions.ts';
import { startRotation } from '../../../state/rotation-actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { startText } from '../../../text/rotation.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { KeySubject } from '../../rack/key-subject.tsx';
import { obstacleOf, Planned } from './planned.tsx';
import { usePlan } from './use-plan.ts';
import { useSpans } from './use-spans.ts';

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
  const spans = useSpans(DEFAULT_OVERLAP);
  const reason = lost ? 'lost' : 'planned';
  const request: RotationRequest = { keyId: value.id, reason, ...spans.chosen };
  const planning = usePlan(request);
  const title = lost ? startText.lost : keyText.rotate;
  return (
    <DestructiveDialog
      title={title}
      submit={title}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={environment?.stage === 'production' ? environment.name : null}
      obstacle={obstacleOf(planning)}
      onClose={closeDialog}
      onConfirm={(confirm) => startRotation(request, confirm)}
    >
      <Planned value={value} request={request} planning={planning} spans={spans} />
    </DestructiveDialog>
  );
}
