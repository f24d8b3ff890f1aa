import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import type { Mechanism } from '#shared/model/delivery.ts';
import { mechanismNames } from '../../../text/common.ts';
import { exportText } from '../../../text/targets.ts';
import { MechanismBadge } from '../../../ui/mechanism-badge.tsx';
import { RadioCard } from '../../../ui/radio-card.tsx';
import type { Planning } from './use-plan.ts';

interface Props {
  readonly planning: Planning;
  readonly onPick: (mechanism: Mechanism) => void;
}

/** The ways in which the key can reach the program, best first, each with its reason. */
export function MechanismPicker({ planning, onPick }: Props) {
  const label = useId();
  const { plan } = planning;
  // What can be had comes first; the rest says why not.
  const choices = plan?.choices.toSorted((a, b) => Number(b.possible) - Number(a.possible)) ?? [];
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {exportText.mechanism}
      </p>
      {plan === null ? (
        <div aria-hidden="true" className="grid gap-1.5">
          <span className="skeleton h-14" />
          <span className="skeleton h-14" />
        </div>
      ) : (
        <RadioGroup.Root
          aria-labelledby={label}
          value={plan.mechanism}
          onValueChange={(value) => onPick(value as Mechanism)}
          className="grid gap-1.5"
        >
          {choices.map(({ mechanism, possible, reason }) => (
            <RadioCard
              key={mechanism}
              value={mechanism}
              label={mechanismNames[mechanism]}
              disabled={!possible}
              mark={possible ? <MechanismBadge mechanism={mechanism} /> : null}
            >
              {reason}
            </RadioCard>
          ))}
        </RadioGroup.Root>
      )}
    </div>
  );
}
