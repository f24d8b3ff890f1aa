import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { actText, guideText, replaceText, scopesText } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { StopsWorking } from '../act/stops-working.tsx';
import { useConsequences } from '../act/use-consequences.ts';
import { sameSet } from '../allowed-ips.ts';
import { Guide } from '../guide/guide.tsx';
import { OfferNotes } from '../guide/offer-notes.tsx';
import { KeySubject } from '../key-subject.tsx';
import { scopesWay } from '../obstacles.ts';
import { ScopePicker } from './scope-picker.tsx';
import { useChangeScopes } from './use-change-scopes.ts';

export function ChangeScopes({ id }: { readonly id: string }) {
  const key = useKey(id);
  const { connection } = useSurroundings(key);
  const way = scopesWay(connection);
  return key === null || way === null ? null : <ScopesDialog value={key} way={way} />;
}

interface Props {
  readonly value: Key;
  readonly way: 'edit' | 'replace';
}

/** Other scopes for a key; where the service fixes them, a new key takes this one's place. */
function ScopesDialog({ value, way }: Props) {
  const { environment, connection, provider } = useSurroundings(value);
  const [ticked, setTicked] = useState<readonly string[]>(value.scopes);
  const offer =
    connection === null ? null : offerOf(connection.offers, way === 'edit' ? 'setScopes' : 'create');
  const guided = offer?.way === 'guided';
  const change = useChangeScopes(value, way, guided);
  const missing = provider?.scopesRequired === true && ticked.length === 0;
  const obstacle = sameSet(ticked, value.scopes) ? scopesText.unchanged : null;
  const service = provider?.name ?? '';
  const replaced = way === 'replace';
  return (
    <DestructiveDialog
      title={scopesText.title}
      submit={submitName(way, guided)}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={replaced && environment?.stage === 'production' ? environment.name : null}
      obstacle={missing ? newKeyText.scopesRequired : obstacle}
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
          problem={missing ? newKeyText.scopesRequired : undefined}
        />
        {offer !== null && <OfferNotes offer={offer} />}
        {guided && (
          <Guide
            provider={provider}
            title={replaced ? replaceText.makeNew : guideText.steps}
            steps={offer.steps}
          />
        )}
        {replaced && <KeepTheOld id={value.id} />}
      </div>
    </DestructiveDialog>
  );
}

function submitName(way: Props['way'], guided: boolean): string {
  if (!guided) return scopesText.submit;
  return way === 'edit' ? actText.done : guideText.enter;
}

function KeepTheOld({ id }: { readonly id: string }) {
  const consequences = useConsequences(id, 'replace');
  return (
    <StopsWorking consequences={consequences} title={replaceText.usesOld} after={replaceText.keptUntil} />
  );
}
