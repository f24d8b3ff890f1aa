import { Search, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { rackText } from '../../../text/rack.ts';
import { shortcuts } from '../../../text/shortcuts.ts';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { later } from '../../../ui/later.tsx';
import { Shortcut } from '../../../ui/shortcut.tsx';

import { SearchMenu } from './search-menu.tsx';
import { type Completing, useCompleting } from './use-completing.ts';

const CompletionList = later(() => import('./completion-list.tsx').then((all) => all.CompletionList));

export function SearchField(props: Completing) {
  const { search } = props;
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { offered, chosen, take, accept, ...heard } = useCompleting(props, field);
  return (
    <div className="relative w-72 min-w-32 shrink">
      <Icon of={Search} size={14} className="absolute top-1.75 left-2.5 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label={rackText.search}
        aria-keyshortcuts={shortcuts.search}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={chosen < 0 ? undefined : `${listId}-${chosen}`}
        placeholder={rackText.searchHint}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => take(event.target.value, event.target.selectionStart ?? 0)}
        {...heard}
        className="h-7 w-full rounded-control border border-control bg-surface pr-14 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute inset-y-0 right-0.5 flex items-center">
        {search === '' ? (
          <Shortcut keys={shortcuts.search} />
        ) : (
          <IconButton
            icon={X}
            label={rackText.clearSearch}
            className="size-6!"
            onClick={() => {
              take('', 0);
              field.current?.focus();
            }}
          />
        )}
        <SearchMenu search={search} onSearch={(saved) => take(saved, saved.length)} />
      </span>
      {offered.length > 0 && (
        <CompletionList id={listId} offered={offered} chosen={chosen} onAccept={accept} />
      )}
    </div>
  );
}
