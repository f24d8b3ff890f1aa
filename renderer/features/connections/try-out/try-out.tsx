import { useEffect, useState } from 'react';
import type { Connection, TryResult } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useConnections, useKeys } from '../../../state/selectors.ts';
import { cancelWork } from '../../../state/sync-actions.ts';
import { common } from '../../../text/common.ts';
import { operationWords, tryText as text } from '../../../text/diagnosis.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { ConnectionSubject } from '../connection-subject.tsx';
import { Exchanges } from './exchanges.tsx';
import { isReading, needsKey, triable } from './operations.ts';

export function TryOut({ id }: { readonly id: string }) {
  const connection = useConnections().find((each) => each.id === id);
  return connection === undefined ? null : <Trying connection={connection} />;
}

function Trying({ connection }: { readonly connection: Connection }) {
  const operations = triable(connection.offers);
  const keys = useKeys().filter((key) => key.connectionId === connection.id);
  const [operation, setOperation] = useState<Operation | null>(operations[0] ?? null);
  const [keyId, setKeyId] = useState(keys[0]?.id ?? '');
  const about = operation !== null && needsKey(operation) ? keyId : null;
  const { result, send, running, error } = useTry(connection.id, operation, about);
  const changing = operation !== null && !isReading(operation);
  const sendable = operation !== null && !changing && about !== '';
  return (
    <Dialog
      wide
      title={text.title}
      subject={<ConnectionSubject connection={connection} />}
      onClose={closeDialog}
      footer={<Footer id={connection.id} running={running} onSend={sendable ? send : null} />}
    >
      <div className="grid gap-4">
        <p className="text-muted">{operation === null ? text.none : text.lead}</p>
        {operation !== null && (
          <div className="grid gap-4 wide:grid-cols-2 wide:gap-3">
            <OperationField operations={operations} value={operation} onChange={setOperation} />
            {about !== null && keys.length > 0 && <KeyField keys={keys} value={keyId} onChange={setKeyId} />}
          </div>
        )}
        {about === '' && <Notice>{text.keyNeeded}</Notice>}
        {changing && <Notice>{text.changing}</Notice>}
        {error !== null && <ErrorNotice error={error} />}
        {running && <Progress sending={result !== null} />}
        {result !== null && <Exchanges result={result} />}
      </div>
    </Dialog>
  );
}

interface FooterProps {
  readonly id: string;
  readonly running: boolean;
  /** null where nothing is sent. */
  readonly onSend: (() => Promise<void>) | null;
}

function Footer({ id, running, onSend }: FooterProps) {
  return (
    <>
      {running && <Button onClick={() => void cancelWork(id)}>{common.cancel}</Button>}
      <Button onClick={closeDialog}>{common.close}</Button>
      {onSend !== null && (
        <Button look="primary" busy={running} onClick={() => void onSend()}>
          {text.send}
        </Button>
      )}
    </>
  );
}

const Progress = ({ sending }: { readonly sending: boolean }) => (
  <p role="status">{sending ? text.sending : text.preparing}</p>
);

interface OperationProps {
  readonly operations: readonly Operation[];
  readonly value: Operation;
  readonly onChange: (operation: Operation | null) => void;
}

function OperationField({ operations, value, onChange }: OperationProps) {
  return (
    <Field label={text.operation}>
      {(control) => (
        <Select
          control={control}
          value={value}
          onChange={(chosen) => onChange(operations.find((each) => each === chosen) ?? null)}
          choices={operations.map((each) => ({ value: each, label: operationWords[each] }))}
        />
      )}
    </Field>
  );
}

interface KeyProps {
  readonly keys: readonly Key[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function KeyField({ keys, value, onChange }: KeyProps) {
  return (
    <Field label={text.key}>
      {(control) => (
        <Select
          control={control}
          value={value}
          onChange={onChange}
          choices={keys.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
}

/** Shows what would be sent as soon as an operation is chosen; sends it when asked to. */
function useTry(id: string, operation: Operation | null, keyId: string | null) {
  const [result, setResult] = useState<TryResult | null>(null);
  const { run, running, error } = useAction();
  const ask = async (send: boolean): Promise<TryResult | null> => {
    if (operation === null || keyId === '') return null;
    return run(() =>
      api['connections.tryOut']({ id, operation, send, ...(keyId === null ? {} : { keyId }) }),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is asked about changes
  useEffect(() => {
    let current = true;
    setResult(null);
    void ask(false).then((shown) => current && setResult(shown));
    return () => {
      current = false;
    };
  }, [id, operation, keyId]);
  const send = async () => {
    const got = await ask(true);
    if (got !== null) setResult(got);
  };
  return { result, send, running, error };
}
