import { type ReactNode, useContext } from 'react';
import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { common } from '../../../text/common.ts';
import { detailText, rackText } from '../../../text/rack.ts';
import { exactTime, relativeTime } from '../../../text/time.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { Now } from '../cells.tsx';

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
      {connection !== null && <Fact name={detailText.connection}>{connection.name}</Fact>}
      <Fact name={detailText.scopes}>
        <Labels words={value.scopes} none={detailText.noScopes} />
      </Fact>
      {value.tags.length > 0 && (
        <Fact name={detailText.tags}>
          <Labels words={value.tags} none="" />
        </Fact>
      )}
      <Moment name={detailText.created} at={value.createdAt} />
      <Moment name={detailText.lastUsed} at={value.lastUsedAt} />
      <Moment name={detailText.expires} at={value.expiresAt} />
      {value.remoteId !== null && (
        <Fact name={detailText.remoteId} mono>
          {value.remoteId}
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly mono?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, mono, children }: FactProps) {
  return (
    <>
      <dt className="text-small text-muted">{name}</dt>
      <dd className={`min-w-0 wrap-anywhere select-text ${mono ? 'font-mono text-small' : ''}`}>
        {children}
      </dd>
    </>
  );
}

function Moment({ name, at }: { readonly name: string; readonly at: string | null }) {
  const now = useContext(Now);
  return (
    <Fact name={name}>
      {at === null ? (
        <span className="text-faint">{common.never}</span>
      ) : (
        <time dateTime={at} className="tabular-nums">
          {exactTime(at)} <span className="text-faint">({relativeTime(at, now)})</span>
        </time>
      )}
    </Fact>
  );
}

function Labels({ words, none }: { readonly words: readonly string[]; readonly none: string }) {
  if (words.length === 0) return <span className="text-faint">{none}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {words.map((word) => (
        <Badge key={word} mono>
          {word}
        </Badge>
      ))}
    </span>
  );
}
