import { RotateCw, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { Target } from '#shared/model/delivery.ts';
import { listOf } from '../../../state/remote.ts';
import { setState, useStore } from '../../../state/store.ts';
import { plaintextText as text } from '../../../text/adopting.ts';
import { errorText } from '../../../text/errors.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Path } from '../../../ui/path.tsx';
import type { Planning } from '../export/use-plan.ts';
import { PlaceFields } from './place-fields.tsx';
import { type PlaceForm, placeOf } from './place-form.ts';
import { PlaintextTable } from './plaintext-table.tsx';
import { type Found, useFinding } from './use-finding.ts';

/** Secrets that stand in the files of programs in the clear, to be adopted one by one. */
export function PlaintextKeys() {
  const targets = useStore((state) => listOf(state.data.targets)).filter(isLookedAt);
  const [chosen, setChosen] = useState<PlaceForm | null>(null);
  const heading = useId();
  const form = chosen ?? { target: targets[0]?.id ?? '', scope: 'user', file: '' };
  const place = placeOf(form, targets.find(({ id }) => id === form.target) ?? null);
  const { finding, again } = useFinding(place);
  return (
    <section aria-labelledby={heading} className="border-b border-border bg-canvas pb-3">
      <div className="flex items-center gap-2 px-4 pt-3">
        <h2 id={heading} className="mr-auto font-semibold">
          {text.title}
        </h2>
        <IconButton icon={RotateCw} label={text.again} onClick={again} />
        <IconButton icon={X} label={text.close} onClick={() => setState({ plaintextShown: false })} />
      </div>
      <div className="grid gap-3 px-4 pb-2">
        <p className="text-muted">{text.intro}</p>
        <PlaceFields form={form} targets={targets} onChange={setChosen} />
      </div>
      {targets.length === 0 ? (
        <Looking />
      ) : (
        <Finding finding={finding} target={form.target} onAgain={again} />
      )}
    </section>
  );
}

/** A file that is made for a service to import holds what Keyrack put there. */
const isLookedAt = ({ kind, takes }: Target): boolean => kind === 'file' && takes !== 'service';

interface FindingProps {
  readonly finding: Planning<Found>;
  readonly target: string;
  readonly onAgain: () => void;
}

function Finding({ finding, target, onAgain }: FindingProps) {
  if (finding.state === 'waiting') return <Told words={text.nameFile} />;
  if (finding.state === 'failed')
    return (
      <div className="px-4 py-1">
        <ErrorNotice error={finding.error}>
          <Button onClick={onAgain}>{errorText.retry}</Button>
        </ErrorNotice>
      </div>
    );
  const found = finding.plan?.place.target === target ? finding.plan : null;
  if (found === null) return <Looking />;
  return (
    <div aria-busy={finding.state === 'planning'}>
      <div className="flex min-w-0 items-baseline gap-3 px-4 py-1">
        <span className="min-w-0">
          <Path path={found.file} />
        </span>
        {found.mode !== null && (
          <span className="shrink-0 text-small text-muted tabular-nums">{text.mode(found.mode)}</span>
        )}
        {found.found.length > 0 && (
          <span className="ml-auto shrink-0 text-small text-muted tabular-nums">
            {text.count(found.found.length)}
          </span>
        )}
      </div>
      {found.found.length === 0 ? (
        <Told words={found.mode === null ? text.noFile : text.nothing} />
      ) : (
        <PlaintextTable found={found} />
      )}
    </div>
  );
}

function Told({ words }: { readonly words: string }) {
  return (
    <p role="status" className="px-4 py-2 text-muted">
      {words}
    </p>
  );
}

function Looking() {
  return (
    <div role="status" aria-label={text.looking} className="grid gap-2 px-4 py-2">
      <span aria-hidden="true" className="skeleton h-3 w-1/2" />
      <span aria-hidden="true" className="skeleton h-3 w-1/3" />
    </div>
  );
}
