import { Columns3 } from 'lucide-react';
import { useRef, useState } from 'react';
import { columnText } from '../../../text/rack.ts';
import { Icon } from '../../../ui/icon.tsx';
import { later } from '../../../ui/later.tsx';
import type { ColumnChoices } from './use-column-choices.ts';

const ColumnsMenu = later(() => import('./columns-menu.tsx').then((all) => all.ColumnsMenu));

/** Which columns are shown. Its menu's code comes with the first press. */
export function ColumnsButton({ choices }: { readonly choices: ColumnChoices }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={place} className="absolute inset-y-0.5 right-1.5 flex items-center bg-surface pl-0.5">
      {open ? (
        <ColumnsMenu choices={choices} onClose={close} />
      ) : (
        <button
          type="button"
          aria-label={columnText.menu}
          title={columnText.menu}
          aria-haspopup="menu"
          onClick={() => setOpen(true)}
          className="inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
        >
          <Icon of={Columns3} />
        </button>
      )}
    </div>
  );
}
