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
      <div className="-mx-1.5 flex items-center gap-1">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={open}
            aria-labelledby={`${id}-title`}
            aria-controls={`${id}-part`}
            onClick={() => setOpen(!open)}
            className="flex h-8 w-full items-center gap-1 rounded-control px-1.5 text-left font-semibold chrome hover:bg-hover"
          >
            <Icon
              of={ChevronRight}
              size={14}
              className={`text-muted transition-transform duration-[120ms] ${open ? 'rotate-90' : ''}`}
            />
            <span id={`${id}-title`} className="truncate">
              {title}
            </span>
            {count !== undefined && (
              <span className="ml-0.5 text-small font-normal text-faint tabular-nums">{count}</span>
            )}
          </button>
        </h3>
        {action}
      </div>
      <div id={`${id}-part`} hidden={!open} className="flex flex-col gap-2.5 pt-1 pb-2">
        {open && children()}
      </div>
    </section>
  );
}
