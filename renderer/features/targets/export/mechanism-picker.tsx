import { RadioGroup } from 'radix-ui';
import { useId, useMemo } from 'react';
import type { Mechanism, MechanismChoice } from '#shared/model/delivery.ts';
import { mechanismNames } from '../../../text/common.ts';
import { exportText } from '../../../text/targets.ts';
import { MechanismBadge } from '../../../ui/mechanism-badge.tsx';
import { RadioCard } from '../../../ui/radio-card.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import type { Planning } from './use-plan.ts';

interface Props {
  readonly planning: Planning;
  /** What to choose from where none can be planned until the user chooses: a value is written only where asked for. */
  readonly otherwise: readonly Mechanism[];
  /** They can be chosen without a plan as well: what is copied has none. */
  readonly planless?: boolean;
  /** The program that keeps the value in a store of its own; null: a file is written. */
  readonly keptBy?: string | null;
  /** What the user chose; null: the best, by itself. */
  readonly picked: Mechanism | null;
  readonly onPick: (mechanism: Mechanism) => void;
}

/** The ways in which the key can reach the program, best first, each with its reason. */
export function MechanismPicker({
  planning,
  otherwise,
  planless = false,
  keptBy = null,
  picked,
  onPick,
}: Props) {
  const label = useId();
  const { plan } = planning;
  const { refused, why } = refusalOf(planning);
  const mustChoose = refused === 'mechanism' || (refused === 'reference' && plan === null);
  // What is chosen keeps the focus while it is worked out.
  // Main says why it chose none by itself: what speaks against the value in the file.
  const against = picked === null && refused === 'mechanism' ? why : '';
  const bare = useMemo(() => otherwise.map((each) => bareChoice(each, against)), [otherwise, against]);
  const choices = useLastKnown(mustChoose ? bare : (plan?.choices ?? (planless ? bare : null)));
  if (choices === null && planning.state !== 'planning') return null;
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {exportText.mechanism}
      </p>
      {choices === null ? (
        <div aria-hidden="true" className="grid gap-1.5">
          <span className="skeleton h-14" />
          <span className="skeleton h-14" />
        </div>
      ) : (
        <RadioGroup.Root
          aria-labelledby={label}
          value={mustChoose ? '' : (plan?.mechanism ?? picked ?? bestOf(bare))}
          onValueChange={(value) => onPick(value as Mechanism)}
          className="grid gap-1.5"
        >
          {choices.filter(isPossible).map(({ mechanism, reason }) => (
            <RadioCard
              key={mechanism}
              value={mechanism}
              label={mechanismNames[mechanism]}
              mark={<MechanismBadge mechanism={mechanism} keptBy={keptBy} />}
            >
              {reason}
            </RadioCard>
          ))}
          <Impossible choices={choices.filter((choice) => !choice.possible)} />
        </RadioGroup.Root>
      )}
    </div>
  );
}

/** Which field main refuses, and why. */
const refusalOf = (planning: Planning) =>
  planning.state === 'failed'
    ? { refused: planning.error.field ?? null, why: planning.error.message }
    : { refused: null, why: '' };

const bareChoice = (mechanism: Mechanism, against: string): MechanismChoice => ({
  mechanism,
  possible: true,
  reason: mechanism === 'inline' ? against : '',
});

/** What is taken by itself: never the value in the clear. */
const bestOf = ([first]: readonly MechanismChoice[]) =>
  first === undefined || first.mechanism === 'inline' ? '' : first.mechanism;

const isPossible = (choice: MechanismChoice): boolean => choice.possible;

/** What this program cannot do, in a line each: the reason is worth knowing, the choice is not there. */
function Impossible({ choices }: { readonly choices: readonly MechanismChoice[] }) {
  const id = useId();
  return choices.map(({ mechanism, reason }) => (
    <div key={mechanism} className="flex items-baseline gap-2.5 px-3 text-small">
      <RadioGroup.Item
        id={`${id}-${mechanism}`}
        value={mechanism}
        disabled
        aria-describedby={`${id}-${mechanism}-reason`}
        className="size-4 shrink-0 translate-y-0.5 rounded-full border border-control opacity-55"
      />
      <label htmlFor={`${id}-${mechanism}`} className="shrink-0 text-muted">
        {mechanismNames[mechanism]}
      </label>
      <span id={`${id}-${mechanism}-reason`} className="min-w-0 text-faint">
        {reason}
      </span>
    </div>
  ));
}
