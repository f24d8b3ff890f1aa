import { Copy, Eye } from 'lucide-react';
import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { copyKey } from '../../../state/key-actions.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { createdText } from '../../../text/created.ts';
import { keyText } from '../../../text/keys.ts';
import { detailText, rackText } from '../../../text/rack.ts';
import { ColourDot } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { ClipboardCountdown } from '../../../ui/clipboard-countdown.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useAction } from '../../../ui/use-action.ts';

interface Props {
  readonly value: Key;
  readonly error: ApiError | null;
  /** Where several keys wait, each is confirmed by itself; null where the dialog has the button. */
  readonly onConfirm: (() => void) | null;
}

/** One key that waits to be copied. Its value is never in this page. */
export function CreatedCard({ value, error, onConfirm }: Props) {
  const { run, running, error: failed, setError } = useAction();
  const [copied, setCopied] = useState(false);
  const problem = failed ?? error;
  const show = () => void run(() => api['keys.showOnce']({ id: value.id }));
  const copy = async () => {
    const failure = await copyKey(value.id);
    setError(failure?.code === 'cancelled' ? null : failure);
    setCopied(failure === null);
  };
  return (
    <section
      aria-label={value.name}
      className="flex flex-col gap-2.5 rounded-control border border-border p-3"
    >
      {onConfirm !== null && <CardTitle value={value} />}
      <div className="flex min-w-0 items-baseline gap-3 font-mono">
        <span className="text-display tracking-widest" aria-hidden="true">
          {detailText.masked}
        </span>
        <span className="truncate text-small text-muted">{rackText.hint(value.hint)}</span>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button busy={running} onClick={show}>
          <Icon of={Eye} size={14} />
          {keyText.showOnce}
        </Button>
        <Button onClick={() => void copy()}>
          <Icon of={Copy} size={14} />
          {keyText.copy}
        </Button>
        {onConfirm !== null && (
          <Button look="primary" onClick={onConfirm}>
            {keyText.confirmCopied}
          </Button>
        )}
        {copied && <ClipboardCountdown said={createdText.copied} />}
      </div>
      {problem !== null && <ErrorNotice error={problem} />}
    </section>
  );
}

function CardTitle({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <div className="flex min-w-0 items-center gap-2">
      {environment !== null && <ColourDot colour={environment.colour} />}
      <h3 className="min-w-0 truncate font-medium" title={value.name}>
        {value.name}
      </h3>
      <span className="shrink-0 text-small text-muted">{environment?.name}</span>
    </div>
  );
}
