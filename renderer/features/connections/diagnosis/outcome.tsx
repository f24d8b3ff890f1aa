import { CircleAlert, CircleCheck, CircleMinus, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Diagnosis } from '#shared/model/connection.ts';
import { stateNames, stepNames, diagnosisText as text } from '../../../text/diagnosis.ts';
import { Icon } from '../../../ui/icon.tsx';

type State = Diagnosis['steps'][number]['state'];

const LOOKS: Record<State, { readonly icon: LucideIcon; readonly colour: string }> = {
  ok: { icon: CircleCheck, colour: 'text-ok' },
  warning: { icon: TriangleAlert, colour: 'text-warn' },
  problem: { icon: CircleAlert, colour: 'text-danger' },
  skipped: { icon: CircleMinus, colour: 'text-faint' },
};

/** As grave as its gravest step. */
function stateOf({ steps }: Diagnosis): State {
  const states = steps.map(({ state }) => state);
  if (states.includes('problem')) return 'problem';
  return states.includes('warning') ? 'warning' : 'ok';
}

/** The conclusion first, then what to do, then how it was found. */
export function Outcome({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { icon, colour } = LOOKS[stateOf(diagnosis)];
  return (
    <>
      <div role="status" className="flex gap-2.5">
        <Icon of={icon} className={`mt-0.5 ${colour}`} />
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{diagnosis.conclusion}</p>
          {diagnosis.next !== null && <p className="text-muted wrap-anywhere">{diagnosis.next}</p>}
        </div>
      </div>
      <ol aria-label={text.steps} className="mt-4 border-t border-border">
        {diagnosis.steps.map(({ step, state, message }) => (
          <li
            key={step}
            className="grid grid-cols-[6.5rem_6rem_minmax(0,1fr)] items-start gap-x-3 border-b border-border py-2"
          >
            <span className="font-medium">{stepNames[step]}</span>
            <span className={`flex h-5 items-center gap-1.5 text-small ${LOOKS[state].colour}`}>
              <Icon of={LOOKS[state].icon} size={14} />
              {stateNames[state]}
            </span>
            <span className={`wrap-anywhere ${state === 'skipped' ? 'text-faint' : 'text-muted'}`}>
              {message}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The steps to come, in the place where they will be. */
export function Waiting() {
  return (
    <>
      <p role="status" className="font-semibold">
        {text.running}
      </p>
      <ol aria-label={text.steps} className="mt-4 border-t border-border">
        {Object.entries(stepNames).map(([step, name]) => (
          <li key={step} className="flex items-center gap-4 border-b border-border py-2 text-faint">
            <span className="w-26">{name}</span>
            <span aria-hidden="true" className="skeleton h-3 w-40" />
          </li>
        ))}
      </ol>
    </>
  );
}
