import type { Exchange, TryResult } from '#shared/model/connection.ts';
import { connectionsText } from '../../../text/connections.ts';
import { tryText as text } from '../../../text/diagnosis.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';

/** What was made of it first, then each exchange as it went over the wire, secrets replaced by main. */
export function Exchanges({ result }: { readonly result: TryResult }) {
  return (
    <>
      {result.outcome !== null && (
        <div role="status" className="flex flex-wrap items-baseline gap-2">
          <Badge tone={result.outcome.ok ? 'ok' : 'danger'}>
            {result.outcome.ok ? connectionsText.worked : connectionsText.failed}
          </Badge>
          <span className="min-w-0 wrap-anywhere">{result.outcome.message}</span>
        </div>
      )}
      {result.exchanges.map((exchange, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exchanges come whole and in their order
        <OneExchange key={index} exchange={exchange} sent={result.outcome !== null} />
      ))}
    </>
  );
}

function OneExchange({ exchange, sent }: { readonly exchange: Exchange; readonly sent: boolean }) {
  const { request, answer } = exchange;
  return (
    <div className="grid gap-4">
      <section aria-label={text.request}>
        <h3 className="mb-1 font-medium">{text.request}</h3>
        <p className="font-mono text-small wrap-anywhere select-text">
          <span className="font-medium text-accent-text">{request.method}</span> {request.url}
        </p>
        <Message headers={request.headers} body={request.body} label={text.request} />
      </section>
      {sent && (
        <section aria-label={text.answer}>
          <h3 className="mb-1 flex items-center gap-2 font-medium">
            {text.answer}
            {answer !== null && (
              <>
                <Badge tone={answer.status < 400 ? 'ok' : 'danger'} mono>
                  {answer.status}
                </Badge>
                <span className="text-small font-normal text-faint tabular-nums">
                  {text.took(answer.milliseconds)}
                </span>
              </>
            )}
          </h3>
          {answer === null ? (
            <p className="text-muted">{text.noAnswer}</p>
          ) : (
            <Message headers={answer.headers} body={answer.body} label={text.answer} />
          )}
        </section>
      )}
    </div>
  );
}

interface MessageProps {
  readonly headers: Exchange['request']['headers'];
  readonly body: string | null;
  readonly label: string;
}

function Message({ headers, body, label }: MessageProps) {
  return (
    <div className="mt-1 grid gap-1">
      <Disclosure label={`${text.headers} (${headers.length})`}>
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 font-mono text-small">
          {headers.map(({ name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand twice
            <div key={index} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="wrap-anywhere select-text">{value}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      {body !== null && (
        <ScrollRegion
          label={`${label}: ${text.body}`}
          className="max-h-64 overflow-auto rounded-control border border-border bg-canvas p-3"
        >
          <pre className="w-max min-w-full font-mono text-small select-text">{body}</pre>
        </ScrollRegion>
      )}
    </div>
  );
}
