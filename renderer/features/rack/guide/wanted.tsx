import { guideText } from '../../../text/operations.ts';

interface Props {
  /** What is empty is left out. */
  readonly rows: readonly (readonly [name: string, text: string])[];
}

/** What to type and tick in the console. */
export function Wanted({ rows }: Props) {
  const filled = rows.filter(([, text]) => text !== '');
  if (filled.length === 0) return null;
  return (
    <dl
      aria-label={guideText.wanted}
      className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 rounded-control border border-border px-3 py-2"
    >
      {filled.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="text-small text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere select-text">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
