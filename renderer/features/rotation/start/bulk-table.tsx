import type { Key } from '#shared/model/key.ts';
import { bulkText } from '../../../text/bulk.ts';
import { bulkRotateText, kindNames } from '../../../text/rotation.ts';
import { PlainCell, PlainTable } from '../../../ui/plain-table.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import type { Planned } from './use-bulk-plans.ts';

interface Props {
  readonly keys: readonly Key[];
  /** Of those that were looked at so far, in the same order. */
  readonly planned: readonly Planned[];
}

/** A list in a dialog is read, not searched. */
const MOST = 100;

const names = bulkRotateText.columns;
const COLUMNS = [
  { name: names.key },
  { name: names.way, width: '46%' },
  { name: names.person, width: '116px' },
];

/** Which keys are rotated, in which way, and whether somebody has to be there. */
export function BulkTable({ keys, planned }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <p role="status" className="text-small text-muted tabular-nums">
        {planned.length < keys.length
          ? bulkText.asking(planned.length, keys.length)
          : bulkRotateText.takes(planned.filter(({ plan }) => plan !== null).length)}
      </p>
      <ScrollRegion
        label={names.key}
        className="max-h-72 overflow-y-auto rounded-control border border-border"
      >
        <PlainTable label={bulkRotateText.takes(keys.length)} columns={COLUMNS}>
          {keys.slice(0, MOST).map((key, index) => (
            <Line key={key.id} value={key} planned={planned[index]} />
          ))}
        </PlainTable>
        {keys.length > MOST && <p className="px-4 py-2 text-muted">{bulkText.more(keys.length - MOST)}</p>}
      </ScrollRegion>
    </div>
  );
}

function Line({ value, planned }: { readonly value: Key; readonly planned: Planned | undefined }) {
  const plan = planned?.plan ?? null;
  return (
    <tr>
      <PlainCell>
        <span className="block truncate font-medium" title={value.name}>
          <bdi>{value.name}</bdi>
        </span>
      </PlainCell>
      <PlainCell wrap>
        {planned === undefined && <span aria-hidden="true" className="skeleton block h-3 w-3/4" />}
        {plan !== null && kindNames[plan.kind]}
        {planned?.error != null && (
          <span className="text-small text-danger wrap-anywhere">{planned.error.message}</span>
        )}
      </PlainCell>
      <PlainCell>
        {plan !== null && (
          <span
            title={plan.attended ?? undefined}
            className={plan.attended === null ? 'text-muted' : 'text-warn'}
          >
            {plan.attended === null ? bulkRotateText.notNeeded : bulkRotateText.needed}
          </span>
        )}
      </PlainCell>
    </tr>
  );
}
