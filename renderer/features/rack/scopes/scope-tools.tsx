import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { pickerText } from '../../../text/scopes.ts';
import { Icon } from '../../../ui/icon.tsx';
import { sameSet } from '../allowed-ips.ts';
import type { Preset } from './presets.ts';

/** From so many on one looks for a scope instead of reading them all. */
const SEARCHED_FROM = 7;

interface Props {
  /** Of all scopes. */
  readonly count: number;
  readonly ticked: readonly string[];
  readonly presets: readonly Preset[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onPick: (scopes: readonly string[]) => void;
}

/** Over the list: how many are ticked, sets to tick at once, and the search. */
export function ScopeTools({ count, ticked, presets, search, onSearch, onPick }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-border bg-canvas px-3 py-1.5">
      <p aria-live="polite" className="mr-auto pr-2 text-small text-muted tabular-nums">
        {pickerText.count(ticked.length, count)}
      </p>
      {presets.map(({ id, scopes }) => (
        <button
          key={id}
          type="button"
          aria-pressed={sameSet([...ticked], [...scopes])}
          onClick={() => onPick(scopes)}
          className="min-h-6 rounded-tag border border-transparent px-1.5 text-small text-muted chrome hover:bg-hover hover:text-text aria-pressed:border-border aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text"
        >
          {pickerText.presets[id]}
        </button>
      ))}
      {count >= SEARCHED_FROM && (
        <div className="relative w-full">
          <Icon of={Search} size={14} className="absolute top-1.5 left-2 text-muted" />
          <input
            type="text"
            aria-label={pickerText.search}
            placeholder={pickerText.searchHint(count)}
            autoComplete="off"
            spellCheck={false}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => searchKeys(event, search, onSearch)}
            className="h-7 w-full rounded-control border border-control bg-surface pr-2 pl-7 text-text placeholder:text-faint"
          />
        </div>
      )}
    </div>
  );
}

/** Enter must not send the form from here; Escape empties the search before it closes the dialog. */
function searchKeys(event: KeyboardEvent, search: string, onSearch: (search: string) => void): void {
  if (event.key === 'Enter') event.preventDefault();
  if (event.key === 'Escape' && search !== '') {
    event.preventDefault();
    event.stopPropagation();
    onSearch('');
  }
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  event.currentTarget.closest('fieldset')?.querySelector<HTMLElement>('[role="checkbox"]')?.focus();
}
