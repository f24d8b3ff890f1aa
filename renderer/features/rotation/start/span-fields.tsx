import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { OVERLAPS, type Overlap, type RotationPlan, WATCHES, type Watch } from '#shared/model/rotation.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { spanNames, startText } from '../../../text/rotation.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';

interface Props {
  readonly plan: RotationPlan;
  readonly value: Key;
  readonly overlap: Overlap;
  readonly onOverlap: (overlap: Overlap) => void;
  readonly onWatch: (watch: Watch) => void;
}

const choices = <T extends Overlap | Watch>(spans: readonly T[]) =>
  spans.map((value) => ({ value, label: spanNames[value] }));

/** How long the old key goes on: only where the service leaves a choice. */
export function SpanFields({ plan, value, overlap, onOverlap, onWatch }: Props) {
  const { connection } = useSurroundings(value);
  // With an overlap asked for it is in place all the same: this service has no other way.
  const overlaps = plan.kind === 'replace' || overlap === 'none';
  const canDisable = connection !== null && offerOf(connection.offers, 'disable').way === 'api';
  const watches = plan.kind === 'replace' && canDisable;
  if (!(overlaps || watches)) return null;
  return (
    <div className="grid gap-3 wide:grid-cols-2">
      {overlaps && (
        <Field label={startText.overlap} help={startText.overlapHelp}>
          {(control) => (
            <Select
              control={control}
              value={overlap}
              choices={choices(OVERLAPS)}
              onChange={(chosen) => onOverlap(chosen as Overlap)}
            />
          )}
        </Field>
      )}
      {watches && (
        <Field label={startText.watch} help={startText.watchHelp}>
          {(control) => (
            <Select
              control={control}
              value={plan.watch}
              choices={choices(WATCHES)}
              onChange={(chosen) => onWatch(chosen as Watch)}
            />
          )}
        </Field>
      )}
    </div>
  );
}
