import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { openDialog } from '../../../state/actions.ts';
import { useDueOf } from '../../../state/due.ts';
import { canBeChecked, useSurroundings } from '../../../state/selectors.ts';
import { copyPolicyWords, factText } from '../../../text/detail.ts';
import { policyText } from '../../../text/policies.ts';
import { detailText, rackText } from '../../../text/rack.ts';
import { Button } from '../../../ui/button.tsx';
import { actionNames } from '../action-names.ts';
import { runAction } from '../run-action.ts';
import { useObstacles } from '../use-obstacles.ts';
import { Fact, Moment } from './fact.tsx';
import { Part } from './part.tsx';
import { rotationReason } from './rotation-reason.ts';
import { Tags } from './tags/tags.tsx';

/** The facts of a key, what is known for sure first. */
export function DetailFacts({ value }: { readonly value: Key }) {
  const obstacles = useObstacles(value);
  return (
    <Part
      title={factText.title}
      open
      action={
        <Button look="quiet" unavailable={obstacles.edit} onClick={() => runAction('edit', value)}>
          {actionNames.edit}
        </Button>
      }
    >
      {() => (
        <dl className="grid grid-cols-[104px_1fr] items-baseline gap-x-3 gap-y-2">
          <AboutValue value={value} />
          <AboutService value={value} />
          <AboutTime value={value} />
          <AtService value={value} />
          <Fact name={detailText.tags}>
            <Tags value={value} />
          </Fact>
        </dl>
      )}
    </Part>
  );
}

function AboutValue({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <>
      {value.description !== '' && (
        <Fact name={detailText.description}>
          <span dir="auto" className="block text-left whitespace-pre-wrap">
            {value.description}
          </span>
        </Fact>
      )}
      <Fact name={detailText.secret}>
        {value.held ? (
          <span className="font-mono tracking-widest">{detailText.masked}</span>
        ) : (
          detailText.heldNowhere
        )}
        {value.held && environment !== null && (
          <span className="block text-small text-faint">{copyPolicyWords(value, environment)}</span>
        )}
      </Fact>
      <Fact name={detailText.hint} mono>
        {rackText.hint(value.hint)}
      </Fact>
      <Fact name={detailText.variable} mono copy={value.variable ?? undefined}>
        {value.variable ?? detailText.noVariable}
      </Fact>
    </>
  );
}

function AboutService({ value }: { readonly value: Key }) {
  const { connection, provider } = useSurroundings(value);
  return (
    <>
      <Fact name={detailText.service}>{provider?.name ?? connection?.provider ?? rackText.local}</Fact>
      {connection !== null && connection.name !== provider?.name && (
        <Fact name={detailText.connection}>{connection.name}</Fact>
      )}
      {value.testMode && <Fact name={detailText.testMode}>{detailText.testModeOn}</Fact>}
    </>
  );
}

function AboutTime({ value }: { readonly value: Key }) {
  const due = useDueOf(value.id);
  const { environment, connection, provider } = useSurroundings(value);
  const assigned = provider?.expiry === 'assigned' && value.expiresAt !== null;
  return (
    <>
      <Moment name={detailText.created} at={value.createdAt} />
      <Moment name={detailText.lastUsed} at={value.lastUsedAt} />
      {canBeChecked(value, connection) && (
        <Moment name={detailText.checked} at={value.checkedAt} none={detailText.notChecked} />
      )}
      <Moment name={detailText.expires} at={value.expiresAt} note={assigned ? detailText.expirySet : null} />
      {value.replacedBy === null && (
        <Moment
          name={factText.rotation}
          at={value.rotationDueAt}
          none={factText.noRotation}
          note={rotationReason(value, environment, due)}
          action={
            <Button
              look="quiet"
              aria-label={policyText.changeOf(value.name)}
              className="-my-1"
              onClick={() => openDialog({ kind: 'policy', subject: 'key', id: value.id })}
            >
              {policyText.change}
            </Button>
          }
        />
      )}
    </>
  );
}

/** What the service tells of the key. */
function AtService({ value }: { readonly value: Key }) {
  const { connection } = useSurroundings(value);
  const restricts = connection !== null && offerOf(connection.offers, 'allowIps').way !== null;
  return (
    <>
      {(restricts || value.allowedIps.length > 0) && (
        <Fact name={detailText.allowedIps} mono={value.allowedIps.length > 0}>
          {value.allowedIps.length === 0 ? detailText.anywhere : value.allowedIps.join(', ')}
        </Fact>
      )}
      {value.rateLimit !== null && <Fact name={detailText.rateLimit}>{value.rateLimit}</Fact>}
      {value.remoteId !== null && (
        <Fact name={detailText.remoteId} mono copy={value.remoteId}>
          {value.remoteId}
        </Fact>
      )}
      <Fact name={factText.id} mono copy={value.id}>
        {value.id}
      </Fact>
    </>
  );
}
