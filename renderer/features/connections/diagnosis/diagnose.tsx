import { useCallback, useEffect, useState } from 'react';
import type { Connection, Diagnosis } from '#shared/model/connection.ts';
import { closeDialog } from '../../../state/actions.ts';
import { diagnoseConnection } from '../../../state/diagnose-connection.ts';
import { useConnections } from '../../../state/selectors.ts';
import { cancelWork } from '../../../state/sync-actions.ts';
import { common } from '../../../text/common.ts';
import { diagnosisText as text } from '../../../text/diagnosis.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { ConnectionSubject } from '../connection-subject.tsx';
import { Outcome, Progress } from './outcome.tsx';

export function Diagnose({ id }: { readonly id: string }) {
  const connection = useConnections().find((each) => each.id === id);
  return connection === undefined ? null : <Running connection={connection} />;
}

function Running({ connection }: { readonly connection: Connection }) {
  const { id, name } = connection;
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const { run, running, error } = useAction();
  const start = useCallback(async () => {
    setDiagnosis(null);
    setDiagnosis(await run(() => diagnoseConnection(id)));
  }, [id, run]);
  useEffect(() => {
    void start();
  }, [start]);
  const close = () => {
    if (running) void cancelWork(id);
    closeDialog();
  };
  return (
    <Dialog
      wide
      title={text.title}
      subject={<ConnectionSubject connection={connection} />}
      onClose={close}
      footer={
        <>
          {!running && diagnosis !== null && <Copy words={text.asText(name, diagnosis)} />}
          {!running && <Button onClick={() => void start()}>{text.again}</Button>}
          {/* One button in one place, so that the focus stays where it is when the work ends. */}
          <Button
            look={running ? 'secondary' : 'primary'}
            onClick={running ? () => void cancelWork(id) : close}
          >
            {running ? common.cancel : common.close}
          </Button>
        </>
      }
    >
      {/* One region for both, so that the focus stays in it when the answer comes. */}
      <ScrollRegion label={text.title} className="-m-2 rounded-control p-2">
        {running && <Progress id={id} />}
        {!running && diagnosis !== null && <Outcome diagnosis={diagnosis} />}
        {!running && error !== null && <ErrorNotice error={error} />}
        {!running && diagnosis === null && error === null && <p className="text-muted">{text.cancelled}</p>}
      </ScrollRegion>
    </Dialog>
  );
}

function Copy({ words }: { readonly words: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button look="quiet" className="mr-auto" onClick={() => setCopied(copyText(words))}>
      {copied ? text.copied : text.copy}
    </Button>
  );
}
