import { useState } from 'react';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { replaceText } from '../../../text/operation-names.ts';
import { actText, guideText, scopesText } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { sameSet } from '../allowed-ips.ts';
import { Guide } from '../guide/guide.tsx';
import { OfferNotes } from '../guide/offer-notes.tsx';
import { stepsOf } from '../guide/steps.ts';
import { KeySubject } from '../key-subject.tsx';
import { isByHand, scopesWay } from '../obstacles.ts';
import { OldKeyUses } from '../replace/old-key-uses.tsx';
import { ScopePicker } from './scope-picker.tsx';
import { useChangeScopes } from './use-change-scopes.ts';

export function ChangeScopes({ id }: { readonly id: string }) {
  const key = useLastKnown(useKey(id));
  const { connection } = useSurroundings(key);
  if (key === null || connection === null) return null;
  const plan = scopesPlan(key, connection);
  return plan === null ? null : <ScopesDialog value={key} plan={plan} />;
}

interface Plan {
  readonly way: 'edit' | 'replace';
  /** The user does it in the console. */
  readonly guided: boolean;
  readonly steps: readonly string[];
  /** What the service says of changing scopes. */
  readonly advice: Offer;
}

function scopesPlan(key: Key, connection: Connection): Plan | null {
  const way = scopesWay(connection);
  if (way === null) return null;
  const advice = offerOf(connection.offers, 'setScopes');
  if (way === 'edit') return { way, advice, guided: isByHand(key, advice), steps: stepsOf(advice, key) };
  const { way: how, steps } = offerOf(connection.offers, 'create');
  return { way, advice, guided: how === 'guided', steps };
}

/** Other scopes for a key; where the service fixes them, a new key takes this one's place. */
function ScopesDialog({ value, plan }: { readonly value: Key; readonly plan: Plan }) {
  const { environment, provider } = useSurroundings(value);
  const [ticked, setTicked] = useState<readonly string[]>(value.scopes);
  const change = useChangeScopes(value, plan.way, plan.guided);
  const missing = provider?.scopesRequired === true && ticked.length === 0 ? newKeyText.scopesRequired : null;
  const unchanged = sameSet(ticked, value.scopes) ? scopesText.unchanged : null;
  const service = provider?.name ?? '';
  const replaced = plan.way === 'replace';
  return (
    <DestructiveDialog
      title={scopesText.title}
      submit={submitName(plan)}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={replaced && environment?.stage === 'production' ? environment.name : null}
      obstacle={missing ?? unchanged}
      onClose={closeDialog}
      onConfirm={(confirm) => change([...ticked], confirm)}
    >
      <div className="flex flex-col gap-4">
        <p>{replaced ? scopesText.replaced(service) : scopesText.direct(service)}</p>
        <ScopePicker
          provider={provider}
          ticked={ticked}
          onChange={setTicked}
          help={scopesText.help}
          problem={missing ?? undefined}
        />
        <OfferNotes offer={plan.advice} />
        {plan.guided && (
          <Guide
            provider={provider}
            title={replaced ? replaceText.makeNew : guideText.steps}
            steps={plan.steps}
          />
        )}
        {replaced && <OldKeyUses value={value} />}
      </div>
    </DestructiveDialog>
  );
}

function submitName({ way, guided }: Plan): string {
  if (!guided) return scopesText.submit;
  return way === 'edit' ? actText.done : guideText.enter;
}
