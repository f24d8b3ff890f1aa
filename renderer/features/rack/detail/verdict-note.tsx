import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import { useContext } from 'react';
import type { Verdict } from '#shared/model/key.ts';
import { detailText, reasonWords, verdictWords } from '../../../text/rack.ts';
import { relativeTime } from '../../../text/time.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Now } from '../now.ts';

const looks: Record<Verdict['is'], { readonly icon: LucideIcon; readonly colour: string }> = {
  valid: { icon: CircleCheck, colour: 'text-ok' },
  'valid, scope missing': { icon: CircleCheck, colour: 'text-warn' },
  invalid: { icon: CircleX, colour: 'text-danger' },
  unknown: { icon: CircleHelp, colour: 'text-muted' },
};

/** What the service said of a key: the word, its reason, and what to do next. */
export function VerdictNote({ verdict, at }: { readonly verdict: Verdict; readonly at: string }) {
  const now = useContext(Now);
  const look = looks[verdict.is];
  const reason = verdict.because === null ? '' : `: ${reasonWords[verdict.because]}`;
  return (
    <div role="status" className="flex gap-2.5 rounded-control border border-border px-3 py-2.5">
      <Icon of={look.icon} className={`mt-0.5 ${look.colour}`} />
      <div className="min-w-0">
        <p className="font-medium">
          {verdictWords[verdict.is]}
          {reason}
        </p>
        <p className="text-muted wrap-anywhere">{verdict.message}</p>
        {verdict.next !== null && <p className="mt-1 wrap-anywhere">{verdict.next}</p>}
        <p className="mt-0.5 text-small text-faint">{detailText.checkedAt(relativeTime(at, now))}</p>
      </div>
    </div>
  );
}
