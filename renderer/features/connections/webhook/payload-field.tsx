import type { MainOutput } from '#shared/ipc/client.ts';
import { api } from '../../../api/api.ts';
import { webhookText as text } from '../../../text/services.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextArea } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';

type Chosen = MainOutput<'webhooks.choosePayload'>;

interface Props {
  readonly pasted: string;
  readonly chosen: Chosen | null;
  readonly problem: string | undefined;
  readonly onPaste: (text: string) => void;
  readonly onChoose: (chosen: Chosen | null) => void;
}

/** What was received: pasted, or a file whose bytes main keeps. */
export function PayloadField({ pasted, chosen, problem, onPaste, onChoose }: Props) {
  const { run, running, error } = useAction();
  const choose = async () => {
    const picked = await run(() => api['webhooks.choosePayload']());
    if (picked !== null) onChoose(picked);
  };
  return (
    <div className="grid gap-2">
      {chosen === null ? (
        <Field label={text.payload} help={text.payloadHelp} error={problem}>
          {(control) => (
            <TextArea
              {...control}
              rows={8}
              spellCheck={false}
              value={pasted}
              onChange={(event) => onPaste(event.target.value)}
              className="font-mono text-small"
            />
          )}
        </Field>
      ) : (
        <div>
          <p className="text-small font-medium">{text.payload}</p>
          <p className="font-mono text-small wrap-anywhere">{text.chosen(chosen.name, chosen.bytes)}</p>
        </div>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="flex gap-2">
        <Button busy={running} onClick={() => void choose()}>
          {text.choose}
        </Button>
        {chosen !== null && (
          <Button look="quiet" onClick={() => onChoose(null)}>
            {text.pasteInstead}
          </Button>
        )}
      </div>
    </div>
  );
}
