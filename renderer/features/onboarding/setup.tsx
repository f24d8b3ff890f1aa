import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { openDialog } from '../../state/actions.ts';
import { connectionsInUse, keysInUse } from '../../state/in-use.ts';
import { getState, setState, useStore } from '../../state/store.ts';
import { setupText } from '../../text/setup.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupPlace } from '../../ui/popup-place.ts';
import { ConnectionStep } from './connection-step.tsx';
import { EnvironmentsStep } from './environments-step.tsx';
import { firstStep, STEPS, type Step } from './steps.ts';
import { StorageStep } from './storage-step.tsx';

interface Props {
  readonly storage: ReactNode;
}

/** The first run: three questions, each on one screen, answered in any number of sittings. */
export function Setup({ storage }: Props) {
  const ready = useStore((state) => state.data.storage.state !== 'loading');
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => offerFirstKey, []);
  return (
    <div className="flex h-full flex-col bg-canvas">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <main
          ref={setPlace}
          className="mx-auto flex min-h-full max-w-[560px] flex-col justify-center px-5 py-8"
        >
          <h1 className="mb-5 text-small font-medium text-muted">{setupText.title}</h1>
          {ready && (
            <PopupPlace value={place}>
              <Steps />
            </PopupPlace>
          )}
        </main>
      </div>
      <div className="border-t border-border py-2.5">
        <div className="mx-auto max-w-[560px] px-5">{storage}</div>
      </div>
    </div>
  );
}

/** A service is connected to make keys there: the first one follows by itself. */
function offerFirstKey(): void {
  const { data, dialog } = getState();
  const waits = connectionsInUse(data).length > 0 && keysInUse(data).length === 0;
  if (waits && dialog === null) openDialog({ kind: 'new-key' });
}

function Steps() {
  const [step, setStep] = useState<Step>(() => firstStep(useStore.getState()));
  const body = useRef<HTMLDivElement>(null);
  const began = useRef(false);
  useEffect(() => {
    // A new step begins at its heading; the first one leaves the focus where it is.
    if (began.current) body.current?.querySelector('h2')?.focus();
    began.current = step !== null;
  }, [step]);
  const done = () => setState({ setupLeft: true, view: 'rack' });
  const steps: Record<Step, ReactNode> = {
    storage: <StorageStep onDone={() => setStep(afterStorage())} />,
    environments: <EnvironmentsStep onDone={() => setStep('connection')} />,
    connection: <ConnectionStep onDone={done} />,
  };
  return (
    <>
      <Progress step={step} />
      <div ref={body} key={step} className="animate-rise rounded-dialog border border-border bg-surface p-6">
        {steps[step]}
      </div>
    </>
  );
}

function afterStorage(): Step {
  const next = firstStep(useStore.getState());
  return next === 'storage' ? 'environments' : next;
}

function Progress({ step }: { readonly step: Step }) {
  const at = STEPS.indexOf(step);
  return (
    <ol className="mb-3 flex gap-5 text-small">
      {setupText.steps.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className="flex items-center gap-1.5 text-muted aria-[current=step]:font-medium aria-[current=step]:text-text"
        >
          <span className="flex size-4 items-center justify-center rounded-full border border-control text-label tabular-nums">
            {index < at ? <Icon of={Check} size={10} /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
