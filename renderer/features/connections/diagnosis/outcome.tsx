import { CircleAlert, CircleCheck, CircleMinus, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Diagnosis, DiagnosisStep } from '#shared/model/connection.ts';
import { useStore } from '../../../state/store.ts';
import { stateNames, stepNames, diagnosisText as text } from '../../../text/diagnosis.ts';
import { Icon } from '../../../ui/icon.tsx';

type State = DiagnosisStep['state'];

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
        {diagnosis.steps.map((found) => (
          <Found key={found.step} found={found} />
        ))}
      </ol>
    </>
  );
}

const ROW = 'grid grid-cols-[6.5rem_6rem_minmax(0,1fr)] items-start gap-x-3 border-b border-border py-2';

function Found({ found: { step, state, message } }: { readonly found: DiagnosisStep }) {
  return (
    <li className={ROW}>
      <span className="font-medium">{stepNames[step]}</span>
      <span className={`flex h-5 items-center gap-1.5 text-small ${LOOKS[state].colour}`}>
        <Icon of={LOOKS[state].icon} size={14} />
        {stateNames[state]}
      </span>
      <span className={`wrap-anywhere ${state === 'skipped' ? 'text-faint' : 'text-muted'}`}>{message}</span>
    </li>
  );
}

/** In their order. */
const STEPS = Object.keys(stepNames) as DiagnosisStep['step'][];
const NOTHING: readonly DiagnosisStep[] = [];

/** Each step in its place, as soon as it is known. */
export function Progress({ id }: { readonly id: string }) {
  const known = useStore((state) => state.diagnosing[id] ?? NOTHING);
  return (
    <>
      <p role="status" className="font-semibold">
        {text.running}
      </p>
      <ol aria-label={text.steps} className="mt-4 border-t border-border">
        {STEPS.map((step) => {
          const found = known.find((each) => each.step === step);
          return found === undefined ? (
            <Awaited key={step} step={step} />
          ) : (
            <Found key={step} found={found} />
          );
        })}
      </ol>
    </>
  );
}

function Awaited({ step }: Pick<DiagnosisStep, 'step'>) {
  return (
    <li className={`${ROW} text-faint`}>
      <span>{stepNames[step]}</span>
      <span aria-hidden="true" className="flex h-5 items-center">
        <span className="skeleton h-3 w-16" />
      </span>
      <span aria-hidden="true" className="flex h-5 items-center">
        <span className="skeleton h-3 w-40" />
      </span>
    </li>
  );
}
