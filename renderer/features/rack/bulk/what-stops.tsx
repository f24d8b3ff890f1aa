import { useId } from 'react';
import type { Key } from '#shared/model/key.ts';
import { useStore } from '../../../state/store.ts';
import { bulkText } from '../../../text/bulk.ts';
import { targetName } from '../../../text/target-name.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import type { Told } from './use-told.ts';

interface Props {
  readonly keys: readonly Key[];
  readonly told: Told;
  /** Nothing stops: only what else is to be known is shown. */
  readonly stops: boolean;
}

/** The programs that stop working, and what else is to be known before. */
export function WhatStops({ keys, told, stops }: Props) {
  return (
    <>
      {stops && <Deliveries keys={keys} />}
      {told.asked < keys.length && told.error === null && (
        <p role="status" className="text-small text-muted tabular-nums">
          {bulkText.asking(told.asked, keys.length)}
        </p>
      )}
      {told.error !== null && <ErrorNotice error={told.error} />}
      <Warnings keys={keys} told={told} />
    </>
  );
}

function Deliveries({ keys }: Pick<Props, 'keys'>) {
  const heading = useId();
  const targets = useStore((state) => state.data.targets);
  const uses = keys.flatMap((key) => key.deliveries.map((delivery) => ({ key, delivery })));
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="text-small font-medium">
        {bulkText.stops}
      </h3>
      {uses.length === 0 ? (
        <p className="text-muted">{bulkText.nothingStops}</p>
      ) : (
        <ul className="mt-1 flex max-h-40 flex-col gap-1.5 overflow-y-auto">
          {uses.map(({ key, delivery }) => (
            <li key={delivery.id}>
              {bulkText.delivered(targetName(targets, delivery.target), key.name)}
              <Path path={delivery.file} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Warnings({ keys, told }: Pick<Props, 'keys' | 'told'>) {
  if (told.warnings.size === 0) return null;
  return (
    <Notice tone="warn">
      <ul className="flex flex-col gap-1">
        {[...told.warnings].map(([warning, about]) => (
          <li key={warning}>
            {warning}
            <Whom about={about} all={keys.length} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Whom({ about, all }: { readonly about: readonly Key[]; readonly all: number }) {
  if (about.length === all) return null;
  const words = about.length <= 3 ? about.map(({ name }) => name).join(', ') : bulkText.subject(about.length);
  return <span className="text-muted"> ({words})</span>;
}
