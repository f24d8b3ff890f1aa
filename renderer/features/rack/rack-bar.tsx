import { Ellipsis, Plus, Search, X } from 'lucide-react';
import { useRef } from 'react';
import { openDialog } from '../../state/actions.ts';
import { keyText } from '../../text/keys.ts';
import { rackText } from '../../text/rack.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Shortcut } from '../../ui/shortcut.tsx';

interface Props {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** There is no key at all: the empty state offers the first one. */
  readonly empty: boolean;
}

export function RackBar({ search, onSearch, empty }: Props) {
  return (
    <>
      {!empty && <SearchField search={search} onSearch={onSearch} />}
      <Menu
        trigger={<IconButton icon={Ellipsis} label={rackText.more} />}
        items={[{ label: keyText.addKey, run: () => openDialog({ kind: 'add-key' }) }]}
      />
      {!empty && (
        <Button look="primary" shortcut={shortcuts.newKey} onClick={() => openDialog({ kind: 'new-key' })}>
          <Icon of={Plus} size={14} />
          {keyText.newKey}
        </Button>
      )}
    </>
  );
}

function SearchField({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const field = useRef<HTMLInputElement>(null);
  const clear = () => {
    onSearch('');
    field.current?.focus();
  };
  return (
    <div className="relative w-52 min-w-24 shrink">
      <Icon of={Search} size={14} className="absolute top-1.75 left-2.5 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label={rackText.search}
        aria-keyshortcuts={shortcuts.search}
        placeholder={rackText.searchHint}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') focusFirstRow();
          if (event.key !== 'Escape') return;
          if (search === '') event.currentTarget.blur();
          else onSearch('');
        }}
        className="h-7 w-full rounded-control border border-control bg-surface pr-7 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute inset-y-0 right-1 flex items-center">
        {search === '' ? (
          <Shortcut keys={shortcuts.search} />
        ) : (
          <IconButton icon={X} label={rackText.clearSearch} className="size-6!" onClick={clear} />
        )}
      </span>
    </div>
  );
}

function focusFirstRow(): void {
  document.querySelector<HTMLElement>('tr[data-key]')?.focus();
}
