import type { PlaintextRow } from '#shared/model/adoption.ts';
import { openDialog } from '../../../state/actions.ts';
import { adoptText, plaintextText as text } from '../../../text/adopting.ts';
import { rackText } from '../../../text/rack.ts';
import { Button } from '../../../ui/button.tsx';
import { PlainCell, PlainTable } from '../../../ui/plain-table.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import type { Found } from './use-finding.ts';

const columnsOf = (roomy: boolean) => [
  { name: text.columns.entry, width: roomy ? '26%' : '24%' },
  { name: text.columns.name, width: roomy ? '26%' : '28%' },
  { name: text.columns.hint, width: '116px' },
  { name: text.columns.actions, silent: true },
];

export function PlaintextTable({ found: { found, place } }: { readonly found: Found }) {
  const roomy = useMedia('(min-width: 1000px)');
  return (
    <PlainTable label={text.table} columns={columnsOf(roomy)}>
      {found.map((row) => (
        <Row
          key={JSON.stringify([row.entry, row.name, row.place])}
          row={row}
          onAdopt={() => openDialog({ kind: 'adopt', place, found: row })}
        />
      ))}
    </PlainTable>
  );
}

function Row({ row, onAdopt }: { readonly row: PlaintextRow; readonly onAdopt: () => void }) {
  return (
    <tr>
      <PlainCell>
        <span className="block truncate font-medium" title={row.entry}>
          {row.entry}
        </span>
      </PlainCell>
      <PlainCell>
        <span className="block truncate font-mono text-small" title={row.name}>
          {row.name}
        </span>
        <span className="block truncate text-small text-muted">{text.places[row.place]}</span>
      </PlainCell>
      <PlainCell>
        <span className="font-mono text-small text-muted">{rackText.hint(row.hint)}</span>
      </PlainCell>
      <PlainCell wrap>
        {row.obstacle === null ? (
          <span className="flex justify-end">
            <Button
              onClick={onAdopt}
              aria-label={`${adoptText.title} ${adoptText.from(row.entry, row.name)}`}
            >
              {adoptText.title}
            </Button>
          </span>
        ) : (
          <span className="block text-small text-muted wrap-anywhere">{row.obstacle}</span>
        )}
      </PlainCell>
    </tr>
  );
}
