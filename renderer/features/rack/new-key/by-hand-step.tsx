import { type FormEvent, useState } from 'react';
import type { NewKey } from '#shared/model/key.ts';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { common } from '../../../text/common.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { guideText } from '../../../text/operations.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EntryProblem } from '../../../ui/entry-problem.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Guide } from '../guide/guide.tsx';
import { ShownFields } from '../guide/shown-fields.tsx';
import { NO_SHOWN, type ShownForm, shownOf } from '../guide/shown-form.ts';
import { Wanted } from '../guide/wanted.tsx';
import { ServiceSubject } from './service-subject.tsx';
import type { Service } from './use-service.ts';

/** A key on its way through the console: what was asked for, what to do, what was read off there. */
export interface ByHand {
  readonly input: NewKey | null;
  readonly offer: Offer | null;
  readonly shown: ShownForm;
}

export const startByHand = (): ByHand => ({ input: null, offer: null, shown: NO_SHOWN });

interface Props {
  readonly service: Service;
  readonly byHand: ByHand;
  readonly onChange: (byHand: ByHand) => void;
  readonly onBack: () => void;
  readonly onEnter: (input: NewKey) => Promise<void>;
  readonly onLeave: () => void;
  readonly since: number | null;
  readonly error: ApiError | null;
}

/** The second step of `New key`: the console's own steps, what it shows, and the key's value. */
export function ByHandStep({ service, byHand, onChange, onBack, onEnter, onLeave, since, error }: Props) {
  const [tried, setTried] = useState(false);
  const { input, offer, shown } = byHand;
  const { value, problems } = shownOf(shown, offer?.collect ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    send({});
  };
  const send = (said: Pick<NewKey, 'sameValue'>) => {
    if (input === null || since !== null || Object.keys(problems).length > 0) return;
    void onEnter({ ...input, ...said, ...(Object.keys(value).length === 0 ? {} : { shown: value }) });
  };
  return (
    <Dialog
      title={newKeyText.title}
      subject={<ServiceSubject service={service} />}
      wide
      onClose={onLeave}
      onSubmit={submit}
      footer={
        <>
          <Button className="mr-auto" onClick={onBack}>
            {guideText.back}
          </Button>
          <Button onClick={onLeave}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={since !== null}>
            {guideText.enter}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && <EntryProblem error={error} onKeep={() => send({ sameValue: true })} />}
        <p>{guideText.lead(service.name)}</p>
        {input !== null && <Wanted rows={wantedOf(input)} />}
        <Guide provider={service.provider} steps={offer?.steps ?? []} />
        <IpSteps service={service} input={input} />
        {offer !== null && offer.collect.length > 0 && (
          <ShownFields
            fields={offer.collect}
            form={shown}
            problems={tried ? problems : {}}
            onChange={(next) => onChange({ ...byHand, shown: next })}
          />
        )}
        <Notice>{guideText.enterNote}</Notice>
      </div>
    </Dialog>
  );
}

/** As asked for in the first step. */
const wantedOf = (input: NewKey): [string, string][] => [
  [newKeyText.name, input.name],
  [newKeyText.description, input.description ?? ''],
  [newKeyText.scopes, (input.scopes ?? []).join(', ')],
  [newKeyText.testMode, input.testMode === true ? newKeyText.on : ''],
  [newKeyText.expires, input.expiresIn === undefined ? '' : newKeyText.lifetime(input.expiresIn)],
];

/** A list of addresses is set at the console too, once the key is there. */
function IpSteps({ service, input }: { readonly service: Service; readonly input: NewKey | null }) {
  if (service.connection === null || (input?.allowedIps ?? []).length === 0) return null;
  const offer = offerOf(service.connection.offers, 'allowIps');
  if (offer.way !== 'guided') return null;
  return (
    <Guide
      provider={service.provider}
      title={guideText.ips((input?.allowedIps ?? []).join(', '))}
      steps={offer.steps}
    />
  );
}
