import type { DiffLine } from '#shared/model/delivery.ts';
import { exportText } from '../text/targets.ts';
import { ScrollRegion } from './scroll-region.tsx';

interface Props {
  readonly lines: readonly DiffLine[];
  readonly label: string;
}

/** A change of a file, line by line: a sign and a word tell what colour tells. */
export function Diff({ lines, label }: Props) {
  if (lines.length === 0) return <p className="text-muted">{exportText.nothing}</p>;
  return (
    <ScrollRegion
      label={label}
      className="max-h-64 overflow-y-auto rounded-control border border-border bg-canvas py-1.5 font-mono text-small"
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a diff is shown whole and never reordered
        <Line key={index} line={line} />
      ))}
    </ScrollRegion>
  );
}

const LOOKS = {
  same: { sign: ' ', row: 'text-muted' },
  added: { sign: '+', row: 'bg-[color-mix(in_oklch,var(--ok)_13%,transparent)]' },
  removed: { sign: '−', row: 'bg-[color-mix(in_oklch,var(--danger)_12%,transparent)]' },
} as const;

function Line({ line }: { readonly line: DiffLine }) {
  if (line.kind === 'gap') {
    return (
      <div className="px-3 text-faint">
        <span aria-hidden="true">⋯</span>
        <span className="sr-only">{exportText.gap}</span>
      </div>
    );
  }
  const look = LOOKS[line.kind];
  return (
    <div className={`flex pr-3 whitespace-pre-wrap ${look.row}`}>
      <span aria-hidden="true" className="w-10 shrink-0 pr-2 text-right text-muted tabular-nums select-none">
        {line.line}
      </span>
      <span aria-hidden="true" className="w-4 shrink-0 select-none">
        {look.sign}
      </span>
      {line.kind !== 'same' && <span className="sr-only">{exportText[line.kind]} </span>}
      {/* A long line goes on below: what lies out of sight at the side nobody looks at before pressing the button. */}
      <span className="min-w-0 flex-1 select-text wrap-anywhere">{line.text}</span>
    </div>
  );
}
