import { useEffect } from 'react';
import { STAGE_COLOURS, type Stage } from '#shared/model/environment.ts';
import { api } from '../../api/api.ts';
import { openDialog, selectEnvironment } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironments } from '../../state/selectors.ts';
import { stageGuidance, stageNames } from '../../text/common.ts';
import { setupText } from '../../text/setup.ts';
import { ColourDot } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useAction } from '../../ui/use-action.ts';
import { TrySample } from '../sample/try-sample.tsx';
import { StepHeading } from './step-heading.tsx';

const words = setupText.environments;
const TEMPLATE: readonly Stage[] = ['development', 'staging', 'production'];

export function EnvironmentsStep({ onDone }: { readonly onDone: () => void }) {
  const { run, running, error } = useAction();
  const own = useEnvironments().length > 0;
  useEffect(() => {
    // Made in the dialog `New environment`: the question is answered.
    if (own) onDone();
  }, [own, onDone]);
  const create = () =>
    run(async () => {
      const [first] = await api['environments.createFromTemplate']();
      if (first !== undefined) selectEnvironment(first.id);
      await reload('environments');
    });
  return (
    <>
      <StepHeading title={words.title} text={words.text} />
      <ul className="rounded-control border border-border">
        {TEMPLATE.map((stage) => (
          <li key={stage} className="flex gap-3 border-b border-border px-3 py-2.5 last:border-b-0">
            <span className="mt-1.5 flex">
              <ColourDot colour={STAGE_COLOURS[stage]} />
            </span>
            <div>
              <p className="font-medium">{stageNames[stage]}</p>
              <p className="text-small text-muted">{stageGuidance[stage]}</p>
            </div>
          </li>
        ))}
      </ul>
      {error !== null && (
        <div className="mt-3">
          <ErrorNotice error={error} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <TrySample className="-ml-2.5 mr-auto" />
        <Button onClick={() => openDialog({ kind: 'new-environment' })}>{words.own}</Button>
        <Button look="primary" busy={running} onClick={() => void create()}>
          {words.create}
        </Button>
      </div>
    </>
  );
}
