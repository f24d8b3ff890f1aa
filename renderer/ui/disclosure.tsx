import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly label: string;
  /** Something inside wants to be seen: it is shown whatever was pressed. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** Parts of a form that most people leave alone. What is typed in them stays while they are closed. */
export function Disclosure({ label, open = false, children }: Props) {
  const id = useId();
  const [pressed, press] = useState(false);
  const shown = pressed || open;
  return (
    <div>
      <button
        type="button"
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => press(!shown)}
        className="-ml-1 flex h-7 items-center gap-1 rounded-control pr-2 pl-1 font-medium text-muted chrome hover:text-text"
      >
        <Icon
          of={ChevronRight}
          size={14}
          className={`transition-transform duration-[120ms] ${shown ? 'rotate-90' : ''}`}
        />
        {label}
      </button>
      <div id={id} hidden={!shown} className="mt-2 border-l border-border pl-4">
        {children}
      </div>
    </div>
  );
}
