import { CircleAlert, CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { MainInput, MainOutput } from '#shared/ipc/client.ts';
import type { WebhookVerdict } from '#shared/model/connection.ts';
import { api } from '../../../api/api.ts';
import { webhookText as text } from '../../../text/services.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { PayloadField } from './payload-field.tsx';

type Chosen = MainOutput<'webhooks.choosePayload'>;
type Problems = { readonly payload?: string; readonly signature?: string };

/** Whether somebody who knows the secret signed exactly these bytes. */
export function WebhookCheck() {
  const [pasted, setPasted] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [signature, setSignature] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [verdict, setVerdict] = useState<WebhookVerdict | null>(null);
  const { run, running, error } = useAction();
  const check = async (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(chosen === null && pasted === '' ? { payload: text.missingPayload } : {}),
      ...(signature.trim() === '' ? { signature: text.missing } : {}),
    };
    setProblems(missing);
    setVerdict(null);
    if (Object.keys(missing).length > 0) return;
    const payload: MainInput<'webhooks.verify'>['payload'] =
      chosen === null ? { text: pasted } : { chosen: chosen.payload };
    setVerdict(await run(() => api['webhooks.verify']({ payload, signature: signature.trim() })));
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <form
        noValidate
        onSubmit={(event) => void check(event)}
        className="mx-auto grid max-w-[640px] gap-4 px-5 py-5"
      >
        <p className="text-muted">{text.intro}</p>
        <PayloadField
          pasted={pasted}
          chosen={chosen}
          problem={problems.payload}
          onPaste={setPasted}
          onChoose={setChosen}
        />
        <Field label={text.signature} help={text.signatureHelp} error={problems.signature}>
          {(control) => (
            <TextInput
              {...control}
              mono
              value={signature}
              onChange={(event) => setSignature(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorNotice error={error} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" type="submit" busy={running}>
            {text.check}
          </Button>
          <span className="text-small text-faint">{text.secretNote}</span>
        </div>
        {verdict !== null && <Verdict verdict={verdict} />}
      </form>
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: WebhookVerdict }) {
  const { valid, message } = verdict;
  return (
    <div
      role="status"
      className={`flex gap-2.5 rounded-control border px-3 py-2.5 ${valid ? 'border-ok/40' : 'border-danger/40'}`}
    >
      <Icon
        of={valid ? CircleCheck : CircleAlert}
        className={`mt-0.5 ${valid ? 'text-ok' : 'text-danger'}`}
      />
      <div className="min-w-0">
        <p className="font-medium">{valid ? text.valid : text.invalid}</p>
        <p className="text-muted wrap-anywhere">{message}</p>
        {!valid && <p className="mt-1">{text.hint}</p>}
      </div>
    </div>
  );
}
