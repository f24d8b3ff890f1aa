import { useStore } from '../state/store.ts';
import { keyText } from '../text/keys.ts';
import { useNow } from './use-now.ts';

const TICK = 500;

/** How long our value stays on the clipboard. Told once to screen readers, not every second. */
export function ClipboardCountdown({ said }: { readonly said: string }) {
  const until = useStore((state) => state.clipboardUntil);
  const now = useNow(TICK);
  const seconds = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <span className="text-small text-muted tabular-nums">
      <span role="status" className="sr-only">
        {until === null ? keyText.clipboardCleared : said}
      </span>
      <span>{seconds > 0 ? keyText.clipboardClears(seconds) : keyText.clipboardCleared}</span>
    </span>
  );
}
