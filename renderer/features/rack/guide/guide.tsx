import { ExternalLink } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { Provider } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { guideText } from '../../../text/operations.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useAction } from '../../../ui/use-action.ts';

interface Props {
  readonly provider: Provider | null;
  readonly title?: string;
  readonly steps: readonly string[];
}

/** What the user does in the service's console: a list to tick off, for the eye alone. */
export function Guide({ provider, title = guideText.steps, steps }: Props) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="rounded-control border border-border">
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-border py-1.5 pr-1.5 pl-3">
        <h3 id={heading} className="text-small font-medium">
          {title}
        </h3>
        <OpenConsole provider={provider} />
      </div>
      <ol className="flex flex-col gap-1 px-3 py-2">
        {steps.map((step, index) => (
          <Step key={step} number={index + 1}>
            {step}
          </Step>
        ))}
      </ol>
    </section>
  );
}

function Step({ number, children }: { readonly number: number; readonly children: ReactNode }) {
  const [ticked, setTicked] = useState(false);
  return (
    <li className={ticked ? 'text-faint' : ''}>
      <Checkbox label={`${number}. ${String(children)}`} checked={ticked} onChange={setTicked} />
    </li>
  );
}

function OpenConsole({ provider }: Pick<Props, 'provider'>) {
  const { run, error } = useAction();
  if (provider === null) return null;
  const open = () => void run(() => api['providers.open']({ id: provider.id, link: 'console' }));
  const missing = provider.links.console === null ? guideText.noConsole : null;
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <Button unavailable={missing} onClick={open}>
        <Icon of={ExternalLink} size={14} />
        {guideText.openConsole}
      </Button>
    </>
  );
}
