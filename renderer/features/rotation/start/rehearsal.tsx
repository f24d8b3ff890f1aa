import type { RotationPlan } from '#shared/model/rotation.ts';
import { startText, stepNames } from '../../../text/rotation.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';

/** The same step by step: what is asked of the service, and what happens where a step fails. */
export function Rehearsal({ plan }: { readonly plan: RotationPlan }) {
  const { steps, consoleSteps, scopes } = plan;
  return (
    <Disclosure label={startText.rehearse}>
      <div className="flex flex-col gap-3">
        {consoleSteps.length > 0 && (
          <div>
            <h3 className="text-small font-medium">{startText.console}</h3>
            <ol className="list-decimal pl-5">
              {consoleSteps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        )}
        <ol aria-label={startText.rehearsed} className="flex flex-col gap-3">
          {steps.map(({ step, text, calls, onFailure }, index) => (
            <li key={step} className="flex gap-2.5">
              <span className="w-5 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
              <div className="min-w-0 flex-1">
                <p className="font-medium">{stepNames[step]}</p>
                <p className="wrap-anywhere">{text}</p>
                {calls.map((call) => (
                  <p key={call} className="font-mono text-small text-muted select-text wrap-anywhere">
                    {call}
                  </p>
                ))}
                {onFailure !== '' && (
                  <p className="text-small text-muted wrap-anywhere">
                    {startText.onFailure} {onFailure}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
        {scopes.length > 0 && (
          <div>
            <h3 className="text-small font-medium">{startText.scopes}</h3>
            <p className="mt-1 flex flex-wrap gap-1">
              {scopes.map((scope) => (
                <Badge key={scope} mono>
                  {scope}
                </Badge>
              ))}
            </p>
          </div>
        )}
      </div>
    </Disclosure>
  );
}
