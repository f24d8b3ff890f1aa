import { LoaderCircle } from 'lucide-react';
import { newKeyText } from '../../../text/new-key.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useNow } from '../../../ui/use-now.ts';

const SHOWN_AFTER = 400;
const TICK = 200;

interface Props {
  /** When the request was sent; null while none is out. */
  readonly since: number | null;
  readonly service: string;
}

/** Says that an answer is awaited, and for how long. */
export function Waiting({ since, service }: Props) {
  if (since === null) return null;
  return <Elapsed since={since} service={service} />;
}

function Elapsed({ since, service }: { readonly since: number; readonly service: string }) {
  const elapsed = useNow(TICK) - since;
  if (elapsed < SHOWN_AFTER) return null;
  const words = newKeyText.waiting(service, Math.floor(elapsed / 1000));
  return (
    <p role="status" className="mr-auto flex min-w-0 items-start gap-2 text-small text-muted">
      <Icon of={LoaderCircle} size={14} className="mt-0.5 animate-spin" />
      <span className="tabular-nums">
        {words}
        {elapsed > 2_000 && <span className="block text-faint">{newKeyText.waitingHelp}</span>}
      </span>
    </p>
  );
}
