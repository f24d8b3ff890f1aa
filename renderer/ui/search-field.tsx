import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { pasteTidied, tidied } from '../state/tidied.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly clear: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** From here into what was found. */
  readonly onDown: () => void;
}

/** What a list is searched for. Escape empties it, then leaves it. */
export function SearchField({ label, hint, clear, value, onChange, onDown }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="relative w-52 min-w-24 shrink">
      <Icon of={Search} size={14} className="absolute top-1.75 left-2.5 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(tidied(event.target.value))}
        onPaste={(event) => pasteTidied(event, onChange)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onDown();
          if (event.key !== 'Escape') return;
          if (value === '') event.currentTarget.blur();
          else onChange('');
        }}
        className="h-7 w-full rounded-control border border-control bg-surface pr-7 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <span className="absolute inset-y-0 right-1 flex items-center">
          <IconButton
            icon={X}
            label={clear}
            className="size-6!"
            onClick={() => {
              onChange('');
              field.current?.focus();
            }}
          />
        </span>
      )}
    </div>
  );
}
