import { useId } from 'react';
import type { Renewal, RenewalHow, RotationPlan } from '#shared/model/rotation.ts';
import { useStore } from '../../../state/store.ts';
import { howNames, startText } from '../../../text/rotation.ts';
import { keeperOf } from '../../../text/target-name.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Diff } from '../../../ui/diff.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { MechanismBadge } from '../../../ui/mechanism-badge.tsx';
import { Path } from '../../../ui/path.tsx';

/** Where a key is delivered, and what has to happen there. */
export function PlannedDeliveries({ plan }: { readonly plan: RotationPlan }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-1.5">
      <h3 id={heading} className="text-small font-medium">
        {startText.deliveries}
      </h3>
      {plan.deliveries.length === 0 ? (
        <p className="text-muted">{startText.noDeliveries}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-border rounded-control border border-border">
          {plan.deliveries.map((renewal) => (
            <Place key={renewal.delivery} renewal={renewal} />
          ))}
        </ul>
      )}
      {plan.restarts.length > 0 && <p className="text-muted">{startText.restarts(plan.restarts)}</p>}
    </section>
  );
}

const TONES: Record<RenewalHow, Tone> = { nothing: 'ok', rewrite: 'plain', person: 'warn', skip: 'plain' };

function Place({ renewal }: { readonly renewal: Renewal }) {
  const { targetName, server, how, file, text, running, diff } = renewal;
  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <div className="flex min-w-0 items-center gap-2">
        <span className="max-w-1/2 shrink-0 truncate font-medium">{targetName}</span>
        <span className="min-w-0 truncate font-mono text-small text-muted" title={server}>
          {server}
        </span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          <Exposure renewal={renewal} />
          <Badge tone={TONES[how]}>{howNames[how]}</Badge>
        </span>
      </div>
      {file !== '' && <Path path={file} />}
      {text !== '' && <p className="text-small text-muted wrap-anywhere">{text}</p>}
      {running !== null && <p className="text-small text-warn">{startText.quitFirst(running)}</p>}
      {diff.length > 0 && (
        <Disclosure label={startText.diff}>
          <Diff lines={diff} label={startText.diffOf(file)} />
        </Disclosure>
      )}
    </li>
  );
}

function Exposure({ renewal: { mechanism, target, file, delivery } }: { readonly renewal: Renewal }) {
  const targets = useStore((state) => state.data.targets);
  return (
    <MechanismBadge
      mechanism={mechanism}
      keptBy={keeperOf(targets, { id: delivery, target, mechanism, file })}
    />
  );
}
