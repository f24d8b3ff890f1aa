import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { canBeChecked, useSurroundings } from '../../../state/selectors.ts';
import { detailText, rackText } from '../../../text/rack.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { DetailScopes } from './detail-scopes.tsx';
import { Fact, Moment } from './fact.tsx';

export function DetailFacts({ value }: { readonly value: Key }) {
  const { environment, connection, provider } = useSurroundings(value);
  return (
    <dl className="grid grid-cols-[104px_1fr] items-baseline gap-x-3 gap-y-2">
      {value.description !== '' && <Fact name={detailText.description}>{value.description}</Fact>}
      <Fact name={detailText.secret}>
        {value.held ? (
          <span className="font-mono tracking-widest">{detailText.masked}</span>
        ) : (
          detailText.heldNowhere
        )}
      </Fact>
      <Fact name={detailText.hint} mono>
        {rackText.hint(value.hint)}
      </Fact>
      <Fact name={detailText.variable} mono>
        {value.variable ?? detailText.noVariable}
      </Fact>
      {environment !== null && (
        <Fact name={detailText.environment}>
          <EnvironmentName environment={environment} />
        </Fact>
      )}
      <Fact name={detailText.service}>{provider?.name ?? connection?.provider ?? rackText.local}</Fact>
      {connection !== null && connection.name !== provider?.name && (
        <Fact name={detailText.connection}>{connection.name}</Fact>
      )}
      <Fact name={detailText.scopes}>
        <DetailScopes scopes={value.scopes} known={provider?.scopes ?? []} />
      </Fact>
      {value.testMode && <Fact name={detailText.testMode}>{detailText.testModeOn}</Fact>}
      {value.tags.length > 0 && (
        <Fact name={detailText.tags}>
          <span className="flex flex-wrap gap-1">
            {value.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        </Fact>
      )}
      <AtService value={value} />
    </dl>
  );
}

/** What the service tells of the key. */
function AtService({ value }: { readonly value: Key }) {
  const { connection, provider } = useSurroundings(value);
  const restricts = connection !== null && offerOf(connection.offers, 'allowIps').way !== null;
  const assigned = provider?.expiry === 'assigned' && value.expiresAt !== null;
  return (
    <>
      <Moment name={detailText.created} at={value.createdAt} />
      <Moment name={detailText.lastUsed} at={value.lastUsedAt} />
      {canBeChecked(value, connection) && (
        <Moment name={detailText.checked} at={value.checkedAt} none={detailText.notChecked} />
      )}
      <Moment name={detailText.expires} at={value.expiresAt} note={assigned ? detailText.expirySet : null} />
      {(restricts || value.allowedIps.length > 0) && (
        <Fact name={detailText.allowedIps} mono={value.allowedIps.length > 0}>
          {value.allowedIps.length === 0 ? detailText.anywhere : value.allowedIps.join(', ')}
        </Fact>
      )}
      {value.rateLimit !== null && <Fact name={detailText.rateLimit}>{value.rateLimit}</Fact>}
      {value.remoteId !== null && (
        <Fact name={detailText.remoteId} mono>
          {value.remoteId}
        </Fact>
      )}
    </>
  );
}
