import { useId, useState } from 'react';
import type { InventoryKind, InventoryRow as Row } from '#shared/model/inventory.ts';
import { inventoryKinds } from '#shared/text/inventory.ts';
import { inventoryText as text } from '../../../text/inventory.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { InventoryRow } from './inventory-row.tsx';

const SHOWN_AT_FIRST = 5;

interface Props {
  readonly kind: InventoryKind;
  readonly rows: readonly Row[];
  readonly now: number;
  /** The instant that the heading tells for all services; null: it tells none. */
  readonly listed: string | null;
}

const nameOf = ({ keyId, place }: Row): string => JSON.stringify([keyId, place]);

/** One kind of what does not fit: how much of it there is, and the first of it. */
export function InventoryGroup({ kind, rows, now, listed }: Props) {
  const heading = useId();
  const list = useId();
  const [all, setAll] = useState(false);
  const { title, about } = inventoryKinds[kind];
  return (
    <div className="pt-3">
      <div className="flex min-w-0 items-baseline gap-2 border-b border-border px-4 pb-1.5">
        <h3 id={heading} className="shrink-0 font-medium">
          {title}
        </h3>
        <Badge className="tabular-nums">{rows.length.toLocaleString('en')}</Badge>
        <p className="min-w-0 text-small text-muted">{about}</p>
      </div>
      <ul id={list} aria-labelledby={heading}>
        {(all ? rows : rows.slice(0, SHOWN_AT_FIRST)).map((row) => (
          <InventoryRow key={nameOf(row)} row={row} now={now} listed={listed} />
        ))}
      </ul>
      {rows.length > SHOWN_AT_FIRST && (
        <div className="px-4 pt-1.5">
          <Button
            look="quiet"
            className="-ml-2.5"
            aria-expanded={all}
            aria-controls={list}
            onClick={() => setAll(!all)}
          >
            {all ? text.showFewer : text.showAll(rows.length)}
          </Button>
        </div>
      )}
    </div>
  );
}
