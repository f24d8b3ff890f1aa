import type { DeliveryTest } from '#shared/model/delivery-test.ts';
import { tookWords } from '#shared/text/duration.ts';
import type { DeliveryTrial } from '../../state/delivery-test.ts';
import { dismissTest } from '../../state/delivery-test-actions.ts';
import { cancelWork } from '../../state/sync-actions.ts';
import { deliveryTestSteps, deliveryTestText as words } from '../../text/delivery-test.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface Props {
  readonly id: string;
  readonly trial: DeliveryTrial;
}

/** How far a test is, or what came of it. */
export function DeliveryTestOutcome({ id, trial }: Props) {
  if (trial.state === 'running') {
    return (
      <div className="flex items-center gap-4">
        <p role="status">{deliveryTestSteps[trial.step]}…</p>
        <Button className="ml-auto" onClick={() => void cancelWork(id)}>
          {words.cancel}
        </Button>
      </div>
    );
  }
  const dismiss = (
    <Button look="quiet" onClick={() => dismissTest(id)}>
      {words.dismiss}
    </Button>
  );
  if (trial.state === 'failed') return <ErrorNotice error={trial.error}>{dismiss}</ErrorNotice>;
  return (
    <div className="flex items-start gap-4">
      <Result result={trial.result} />
      <span className="-my-1 ml-auto shrink-0">{dismiss}</span>
    </div>
  );
}

function Result({ result }: { readonly result: DeliveryTest }) {
  const { ok, message, next, notes, milliseconds, output } = result;
  return (
    <div className="min-w-0 wrap-anywhere">
      <div role="status" className="flex flex-wrap items-baseline gap-x-2">
        <Badge tone={ok ? 'ok' : 'danger'}>{ok ? words.passed : words.failed}</Badge>
        <span className="font-medium">{message}</span>
        <span className="text-muted tabular-nums">{tookWords(milliseconds)}</span>
      </div>
      {next !== null && <p className="mt-1">{next}</p>}
      {notes.map((note) => (
        <p key={note} className="mt-1 text-muted">
          {note}
        </p>
      ))}
      <Found result={result} />
      {output.length > 0 && (
        <div className="mt-1">
          <Disclosure label={words.output} open={!ok}>
            <p className="text-small text-muted">{words.outputHelp}</p>
            <pre className="mt-1 font-mono text-small whitespace-pre-wrap">{output.join('\n')}</pre>
          </Disclosure>
        </div>
      )}
    </div>
  );
}

function Found({ result: { server, tools } }: { readonly result: DeliveryTest }) {
  if (server === null) return null;
  return (
    <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 text-small">
      <dt className="text-muted">{words.server}</dt>
      <dd>{[server.name, server.version].join(' ')}</dd>
      {tools !== null && tools.length > 0 && (
        <>
          <dt className="text-muted">{words.tools}</dt>
          <dd className="font-mono">{tools.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
