import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Key, KeyChanges } from '#shared/model/key.ts';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { tellSaved } from '../../../state/key-undo.ts';
import { reload } from '../../../state/loading.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { common } from '../../../text/common.ts';
import { editText } from '../../../text/operation-names.ts';
import { actText, guideText } from '../../../text/operations.ts';
import { detailText } from '../../../text/rack.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { toldAtField } from '../../../ui/field-failure.ts';
import { useAction } from '../../../ui/use-action.ts';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { Guide } from '../guide/guide.tsx';
import { OfferNotes } from '../guide/offer-notes.tsx';
import { leadByHand, stepsOf } from '../guide/steps.ts';
import { Wanted } from '../guide/wanted.tsx';
import { KeySubject } from '../key-subject.tsx';
import { isByHand } from '../obstacles.ts';
import { EditFields } from './edit-fields.tsx';
import { type EditForm, editFormOf, editFormSchema } from './edit-form.ts';

export function EditKey({ id }: { readonly id: string }) {
  const key = useLastKnown(useKey(id));
  return key === null ? null : <EditDialog value={key} />;
}

/** What of the changes has to be done in the console. */
function guidedPart(key: Key, changes: KeyChanges, offers: readonly Offer[]): Offer[] {
  const parts = [
    changes.name !== undefined || changes.description !== undefined ? offerOf(offers, 'edit') : null,
    changes.allowedIps === undefined ? null : offerOf(offers, 'allowIps'),
  ];
  return parts.filter((offer) => offer !== null).filter((offer) => isByHand(key, offer));
}

/** An empty list of addresses is a wish too. */
const wantedOf = ({ name, description, allowedIps }: KeyChanges): [string, string][] => [
  [editText.name, name ?? ''],
  [editText.description, description ?? ''],
  [editText.allowedIps, allowedIps === undefined ? '' : allowedIps.join(', ') || detailText.anywhere],
];

function EditDialog({ value: latest }: { readonly value: Key }) {
  // As it was opened: what another door changes meanwhile must not look like a change of this form.
  const [value] = useState(latest);
  const { connection, provider } = useSurroundings(value);
  const [byHand, setByHand] = useState<KeyChanges | null>(null);
  const { run, running, error } = useAction();
  const form = useForm<EditForm, unknown, KeyChanges>({
    resolver: zodResolver(editFormSchema(value)),
    defaultValues: editFormOf(value),
  });
  const offers = connection?.offers ?? null;
  const save = async (changes: KeyChanges) => {
    const saved = await run(
      () => api['keys.edit'](changes),
      (thrown) => byHand === null && toldAtField(form, thrown),
    );
    if (saved === null) return;
    await reload('keys');
    closeDialog();
    tellSaved(value, changes, saved.name);
  };
  const submit = form.handleSubmit(async (changes) => {
    if (Object.keys(changes).length === 1) return closeDialog();
    if (offers !== null && guidedPart(value, changes, offers).length > 0) return setByHand(changes);
    await save(changes);
  });
  const steps = byHand !== null && offers !== null ? guidedPart(value, byHand, offers) : [];
  const send = byHand === null ? submit : () => save({ ...byHand, done: true });
  return (
    <Dialog
      title={editText.title}
      subject={<KeySubject value={value} />}
      wide
      onClose={closeDialog}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      footer={
        <>
          {byHand !== null && (
            <Button className="mr-auto" onClick={() => setByHand(null)}>
              {guideText.back}
            </Button>
          )}
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {byHand === null ? editText.submit : actText.done}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && <ErrorNotice error={error} />}
        {byHand === null ? (
          <FormProvider {...form}>
            <EditFields offers={offers} />
          </FormProvider>
        ) : (
          <>
            <p>{leadByHand(steps[0] ?? null, provider?.name ?? '')}</p>
            <Wanted rows={byHand === null ? [] : wantedOf(byHand)} />
            {steps.map((offer) => (
              <div key={offer.operation} className="flex flex-col gap-3">
                <OfferNotes offer={offer} />
                <Guide provider={provider} steps={stepsOf(offer, value)} />
              </div>
            ))}
          </>
        )}
      </div>
    </Dialog>
  );
}
