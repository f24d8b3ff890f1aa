import { useMemo, useState } from 'react';
import { parseSearch } from '#shared/model/search/parse.ts';
import { searchRack, selectKey, setPreferences } from '../../state/actions.ts';
import {
  useConnections,
  useEnvironment,
  useEnvironments,
  useKey,
  useProviders,
  useRackKeys,
} from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import type { Tidied } from '../../state/tidy-search.ts';
import { viewNames } from '../../text/common.ts';
import { rackText } from '../../text/rack.ts';
import { later } from '../../ui/later.tsx';
import { usePicked } from '../../ui/rows/use-picked.ts';
import { useNow } from '../../ui/use-now.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { SampleBar } from '../sample/sample-bar.tsx';
import { isColumn } from './columns/ids.ts';
import { KeyTable } from './key-table.tsx';
import { Now } from './now.ts';
import { RackBar } from './rack-bar.tsx';
import { FIRST_ORDER, type Order, orderRows } from './rack-order.ts';
import { rackRows, searchRows } from './rack-rows.ts';
import { RackState } from './rack-state.tsx';
import { useReadyRows } from './search/use-ready-rows.ts';

const BulkBar = later(() => import('./bulk/bulk-bar.tsx').then((all) => all.BulkBar));
const KeyDetail = later(() => import('./detail/key-detail.tsx').then((all) => all.KeyDetail));
const SearchTold = later(() => import('./search/search-told.tsx').then((all) => all.SearchTold));
const MINUTE = 60_000;

/** The table of keys, and the detail of the one that is selected. */
export function Rack() {
  const search = useStore((store) => store.search);
  const order = useOrder();
  const rows = useRows();
  useReadyRows(rows);
  const ordered = useMemo(() => orderRows(rows, order), [rows, order]);
  const parsed = useMemo(() => parseSearch(search), [search]);
  const now = useNow(MINUTE);
  const found = useMemo(() => searchRows(ordered, parsed, now), [ordered, parsed, now]);
  const picking = usePicked(found);
  const [cut, setCut] = useState<Tidied['cut']>(null);
  const state = useStore((store) => store.data.keys.state);
  const selectedId = useStore((store) => store.selectedKeyId);
  const selected = useKey(selectedId);
  const count =
    state === 'loading' || rows.length === 0 ? undefined : rackText.count(found.length, rows.length);
  const picked = picking.rows.map((row) => row.key.id);
  return (
    <Now value={now}>
      <ViewHeader title={viewNames.rack} scoped count={count}>
        <RackBar
          search={search}
          rows={rows}
          found={found}
          onSearch={searchRack}
          onCut={setCut}
          empty={rows.length === 0}
        />
      </ViewHeader>
      <SampleBar />
      {(parsed.problems.length > 0 || cut !== null) && (
        <SearchTold problems={parsed.problems} cut={cut} found={found.length} />
      )}
      <div className="relative flex min-h-0 flex-1 overflow-clip">
        <div className="flex min-w-0 flex-1 flex-col">
          <RackState rows={rows} found={found} search={search} onClear={() => searchRack('')}>
            <KeyTable
              rows={found}
              order={order}
              onOrder={(rackOrder) => void setPreferences({ rackOrder })}
              selectedId={selectedId}
              onSelect={selectKey}
              picking={picking}
            />
            {picked.length > 0 && <BulkBar ids={picked} onClear={picking.clear} />}
          </RackState>
        </div>
        {selected !== null && <KeyDetail value={selected} />}
      </div>
    </Now>
  );
}

/** As it was set last; a column that there is no more has no order. */
function useOrder(): Order {
  const stored = useStore((store) => store.preferences.rackOrder);
  return useMemo(() => {
    if (stored === null || !isColumn(stored.column)) return FIRST_ORDER;
    return { column: stored.column, descending: stored.descending };
  }, [stored]);
}

function useRows() {
  const keys = useRackKeys();
  const environments = useEnvironments();
  const connections = useConnections();
  const providers = useProviders();
  const environmentId = useEnvironment()?.id ?? null;
  return useMemo(
    () => rackRows(keys, { environments, connections, providers, local: rackText.local }, environmentId),
    [keys, environments, connections, providers, environmentId],
  );
}
