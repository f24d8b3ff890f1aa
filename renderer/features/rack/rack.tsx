import { useDeferredValue, useMemo, useState } from 'react';
import { parseSearch } from '#shared/model/search/parse.ts';
import { searchRack, selectKey } from '../../state/actions.ts';
import {
  useConnections,
  useEnvironment,
  useEnvironments,
  useKey,
  useKeys,
  useProviders,
} from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { viewNames } from '../../text/common.ts';
import { rackText } from '../../text/rack.ts';
import { later } from '../../ui/later.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { SampleBar } from '../sample/sample-bar.tsx';
import { Now } from './cells.tsx';
import { KeyTable } from './key-table.tsx';
import { RackBar } from './rack-bar.tsx';
import { FIRST_ORDER, orderRows } from './rack-order.ts';
import { rackRows, searchRows } from './rack-rows.ts';
import { RackState } from './rack-state.tsx';

const KeyDetail = later(async () => (await import('./detail/key-detail.tsx')).KeyDetail);
const MINUTE = 60_000;

/** The table of keys, and the detail of the one that is selected. */
export function Rack() {
  const search = useStore((store) => store.search);
  const [order, setOrder] = useState(FIRST_ORDER);
  const rows = useRows();
  const ordered = useMemo(() => orderRows(rows, order), [rows, order]);
  const deferred = useDeferredValue(search);
  const parsed = useMemo(() => parseSearch(deferred), [deferred]);
  const now = useNow(MINUTE);
  const found = useMemo(() => searchRows(ordered, parsed, now), [ordered, parsed, now]);
  const state = useStore((store) => store.data.keys.state);
  const selectedId = useStore((store) => store.selectedKeyId);
  const selected = useKey(selectedId);
  const count =
    state === 'loading' || rows.length === 0 ? undefined : rackText.count(found.length, rows.length);
  return (
    <Now value={now}>
      <ViewHeader title={viewNames.rack} scoped count={count}>
        <RackBar search={search} onSearch={searchRack} empty={rows.length === 0} />
      </ViewHeader>
      <SampleBar />
      <div className="relative flex min-h-0 flex-1 overflow-clip">
        <div className="flex min-w-0 flex-1 flex-col">
          <RackState rows={rows} found={found} search={deferred} onClear={() => searchRack('')}>
            <KeyTable
              rows={found}
              order={order}
              onOrder={setOrder}
              selectedId={selectedId}
              onSelect={selectKey}
            />
          </RackState>
        </div>
        {selected !== null && <KeyDetail value={selected} />}
      </div>
    </Now>
  );
}

function useRows() {
  const keys = useKeys();
  const environments = useEnvironments();
  const connections = useConnections();
  const providers = useProviders();
  const environmentId = useEnvironment()?.id ?? null;
  return useMemo(
    () => rackRows(keys, { environments, connections, providers, local: rackText.local }, environmentId),
    [keys, environments, connections, providers, environmentId],
  );
}
