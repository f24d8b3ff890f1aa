import type { Key, KeyAct } from '#shared/model/key.ts';
import type { Offer } from '#shared/model/provider.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { operationNames } from '../../../text/operation-names.ts';
import { actText, guideText, inferredNote, operationLeads } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { Guide } from '../guide/guide.tsx';
import { leadByHand, stepsOf } from '../guide/steps.ts';
import { KeySubject } from '../key-subject.tsx';
import { isByHand, offerFor } from '../obstacles.ts';
import { StopsWorking } from './stops-working.tsx';
import { useAct } from './use-act.ts';
import { useConsequences } from './use-consequences.ts';

interface Props {
  readonly id: string;
  readonly act: KeyAct | 'regenerate';
}

/** Disable, Enable, Regenerate, Revoke and Delete: what happens, what stops, and the one button that does it. */
export function ActOnKey({ id, act }: Props) {
  const key = useLastKnown(useKey(id));
  if (key === null) return null;
  return <ActDialog value={key} act={act} />;
}

function ActDialog({ value, act }: { readonly value: Key; readonly act: Props['act'] }) {
  const { environment, connection, provider } = useSurroundings(value);
  const offer = offerFor(value, connection, act);
  const guided = isByHand(value, offer);
  const consequences = useConsequences(value.id, act);
  const run = useAct(value, act, guided);
  return (
    <DestructiveDialog
      title={operationNames[act]}
      submit={submitName(act, guided)}
      subject={<KeySubject value={value} />}
      look={act === 'disable' || act === 'enable' ? 'primary' : 'danger'}
      wide={guided}
      typed={act !== 'enable' && environment?.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={run}
    >
      <div className="flex flex-col gap-3.5">
        <What value={value} act={act} offer={offer} service={provider?.name ?? 'the service'} />
        {guided && <Guide provider={provider} steps={stepsOf(offer, value)} />}
        <StopsWorking consequences={consequences} stops={act !== 'enable'} />
      </div>
    </DestructiveDialog>
  );
}

function submitName(act: Props['act'], guided: boolean): string {
  if (!guided) return operationNames[act];
  return act === 'regenerate' ? guideText.enter : actText.done;
}

interface WhatProps {
  readonly value: Key;
  readonly act: Props['act'];
  readonly offer: Offer | null;
  readonly service: string;
}

/** What will be, in two or three sentences: the act itself, whether it is final, what stays listed. */
function What({ value, act, offer, service }: WhatProps) {
  const sentences = [leadOf(value, act, service)];
  if (act === 'revoke' && offer !== null)
    sentences.push(offer.keepsRow ? actText.keepsRow(service) : actText.dropsRow(service));
  if (act === 'regenerate' && !isByHand(value, offer)) sentences.push(actText.regenerateFirst);
  return (
    <div>
      <p>{sentences.join(' ')}</p>
      {isByHand(value, offer) && <p className="mt-1 text-muted">{leadByHand(offer, service)}</p>}
      {offer?.way === 'api' && offer.evidence === 'inferred' && (
        <p className="mt-1 text-muted">{inferredNote(service)}</p>
      )}
    </div>
  );
}

function leadOf(value: Key, act: Props['act'], service: string): string {
  if (act === 'delete' && value.connectionId === null) return actText.deleteLocal;
  if (act === 'delete' && value.status === 'ghost') return actText.deleteGhost;
  return operationLeads[act](service);
}
