import type { Key } from '#shared/model/key.ts';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { closeDialog, toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { actText, scopesText } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { RotateScopes } from '../../rotation/start/rotate-scopes.tsx';
import { Guide } from '../guide/guide.tsx';
import { OfferNotes } from '../guide/offer-notes.tsx';
import { stepsOf } from '../guide/steps.ts';
import { KeySubject } from '../key-subject.tsx';
import { isByHand, scopesWay } from '../obstacles.ts';
import { ScopePicker } from './scope-picker.tsx';
import { useOtherScopes } from './use-other-scopes.ts';

/** Other scopes for a key; where the service fixes them, a new key takes this one's place. */
export function ChangeScopes({ id }: { readonly id: string }) {
  const key = useLastKnown(useKey(id));
  const { connection } = useSurroundings(key);
  const way = scopesWay(connection);
  if (key === null || connection === null || way === null) return null;
  const offer = offerOf(connection.offers, 'setScopes');
  if (way === 'rotate') return <RotateScopes value={key} advice={offer} />;
  return <ScopesDialog value={key} offer={offer} />;
}

function ScopesDialog({ value, offer }: { readonly value: Key; readonly offer: Offer }) {
  const { provider } = useSurroundings(value);
  const { ticked, obstacle, picker } = useOtherScopes(value, provider);
  const guided = isByHand(value, offer);
  const change = async () => {
    await api['keys.edit']({ id: value.id, scopes: [...ticked], ...(guided ? { done: true } : {}) });
    await reload('keys');
    closeDialog();
    toast(scopesText.done(value.name));
  };
  return (
    <DestructiveDialog
      title={scopesText.title}
      submit={guided ? actText.done : scopesText.submit}
      subject={<KeySubject value={value} />}
      look="primary"
      wide
      typed={null}
      obstacle={obstacle}
      onClose={closeDialog}
      onConfirm={change}
    >
      <div className="flex flex-col gap-4">
        <p>{scopesText.direct(provider?.name ?? '')}</p>
        <ScopePicker {...picker} />
        <OfferNotes offer={offer} />
        {guided && <Guide provider={provider} steps={stepsOf(offer, value)} />}
      </div>
    </DestructiveDialog>
  );
}
