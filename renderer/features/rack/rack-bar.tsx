import { Plus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { openDialog } from '../../state/actions.ts';
import { exportList } from '../../state/list-actions.ts';
import { useStore } from '../../state/store.ts';
import { bulkText } from '../../text/bulk.ts';
import { identifyText } from '../../text/identify.ts';
import { importText } from '../../text/importing.ts';
import { keyText } from '../../text/keys.ts';
import { rackText } from '../../text/rack.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import type { RackRow } from './rack-rows.ts';
import { SearchField } from './search/search-field.tsx';

interface Props extends ComponentProps<typeof SearchField> {
  /** The keys that are found: what is exported where none is picked. */
  readonly found: readonly RackRow[];
  /** There is no key at all: the empty state offers the first one. */
  readonly empty: boolean;
}

export function RackBar({ found, empty, ...search }: Props) {
  const ids = () => found.map((row) => row.key.id);
  const loading = useStore((state) => state.data.keys.state === 'loading');
  const noneFound = found.length === 0 ? rackText.nothingToExport : null;
  const unavailable = loading ? rackText.loading : noneFound;
  return (
    <>
      {!empty && <SearchField {...search} />}
      <MoreMenu
        label={rackText.more}
        items={[
          { label: keyText.addKey, run: () => openDialog({ kind: 'add-key' }) },
          {
            label: importText.title,
            shortcut: shortcuts.import,
            run: () => openDialog({ kind: 'import' }),
          },
          { label: identifyText.title, run: () => openDialog({ kind: 'identify' }) },
          {
            label: bulkText.exportCsv,
            apart: true,
            unavailable,
            run: () => void exportList(ids(), 'csv'),
          },
          { label: bulkText.exportJson, unavailable, run: () => void exportList(ids(), 'json') },
        ]}
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
