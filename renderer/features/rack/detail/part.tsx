import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';

interface Props {
  readonly title: string;
  /** Open from the start. What asks a service is not: none should be asked unasked. */
  readonly open?: boolean;
  /** How many there are, beside the title. */
  readonly count?: number | undefined;
  /** What is done here most: at the right of the title. */
  readonly action?: ReactNode;
  readonly children: () => ReactNode;
}

/** A part of the detail that can be closed; its content is made only while it is open. */
export function Part({ title, open: first = false, count, action, children }: Props) {
  const [open, setOpen] = useState(first);
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`} className="border-t border-border py-2 [:empty+&]:border-t-0">
      <div className="relative -mx-1.5 flex min-h-8 items-center gap-1.5 rounded-control px-1.5 has-[h3_button:hover]:bg-hover">
        <h3 className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={`${id}-part`}
            onClick={() => setOpen(!open)}
            className="flex max-w-full items-center gap-1 rounded-control text-left font-semibold chrome after:absolute after:inset-0"
          >
            <Icon
              of={ChevronRight}
              size={14}
              className={`shrink-0 text-muted transition-transform duration-[120ms] ${open ? 'rotate-90' : ''}`}
            />
            <span id={`${id}-title`} className="truncate">
              {title}
            </span>
          </button>
        </h3>
        {count !== undefined && <span className="text-small text-faint tabular-nums">{count}</span>}
        {action !== undefined && <span className="relative z-10 ml-auto shrink-0">{action}</span>}
      </div>
      <div id={`${id}-part`} hidden={!open} className="flex flex-col gap-2.5 pt-1 pb-2">
        {open && children()}
      </div>
    </section>
  );
}
