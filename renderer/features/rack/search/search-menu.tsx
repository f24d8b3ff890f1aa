import { ListFilter } from 'lucide-react';
import { openDialog } from '../../../state/actions.ts';
import { useStore } from '../../../state/store.ts';
import { searchText } from '../../../text/search.ts';
import { MoreMenu } from '../../../ui/more-menu.tsx';

interface Props {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Searches that were saved, to be taken again; saving this one; what a search can ask. */
export function SearchMenu({ search, onSearch }: Props) {
  const saved = useStore((state) => state.preferences.savedSearches);
  const typed = search.trim();
  return (
    <MoreMenu
      icon={ListFilter}
      small
      label={searchText.menu}
      items={[
        ...saved.map((each) => ({
          id: `saved ${each.name}`,
          label: each.name,
          run: () => onSearch(each.search),
        })),
        {
          label: searchText.save,
          apart: saved.length > 0,
          unavailable: typed === '' ? searchText.nothingToSave : null,
          run: () => openDialog({ kind: 'save-search', search: typed }),
        },
        ...(saved.length > 0
          ? [{ label: searchText.manage, run: () => openDialog({ kind: 'saved-searches' }) }]
          : []),
        { label: searchText.help, apart: true, run: () => openDialog({ kind: 'search-help' }) },
      ]}
    />
  );
}
