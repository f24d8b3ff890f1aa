import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';

interface Props {
  readonly title: string;
  readonly children: () => ReactNode;
}

/** A part that is made only when it is opened: some ask a service, and none should ask unasked. */
export function Part({ title, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`} className="border-t border-border pt-2">
      <h3 id={`${id}-title`} className="-mx-1.5">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-part`}
          onClick={() => setOpen(!open)}
          className="flex h-8 w-full items-center gap-1 rounded-control px-1.5 text-left font-semibold hover:bg-hover"
        >
          <Icon of={ChevronRight} size={14} className={`text-muted ${open ? 'rotate-90' : ''}`} />
          {title}
        </button>
      </h3>
      <div id={`${id}-part`} hidden={!open} className="flex flex-col gap-2.5 pt-1">
        {open && children()}
      </div>
    </section>
  );
}
