import { TriangleAlert } from 'lucide-react';
import { gridText, warningText } from '../../text/grid.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { GridWarning } from './grid-warnings.ts';

const SHOWN = 3;

interface Props {
  readonly warnings: readonly GridWarning[];
  /** Only rows with a warning are shown. */
  readonly only: boolean;
  readonly onOnly: (only: boolean) => void;
}

/** What is worth a look, before the rows. */
export function GridWarningsNote({ warnings, only, onOnly }: Props) {
  if (warnings.length === 0) return null;
  const more = warnings.length - SHOWN;
  return (
    <section
      aria-label={warningText.region}
      className="flex shrink-0 items-start gap-2.5 border-b border-border px-4 py-2"
    >
      <Icon of={TriangleAlert} className="mt-0.5 text-warn" />
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">{warningText.count(warnings.length)}</h2>
        <ul className="hidden text-small text-muted wide:block">
          {warnings.slice(0, SHOWN).map((warning) => (
            <li
              key={`${warning.kind} ${warning.variable} ${warning.environmentId}`}
              className="wrap-anywhere"
            >
              {warning.text}
            </li>
          ))}
          {more > 0 && <li>{warningText.more(more)}</li>}
        </ul>
      </div>
      <Button aria-pressed={only} onClick={() => onOnly(!only)}>
        {only ? gridText.showAll : warningText.showOnly}
      </Button>
    </section>
  );
}
