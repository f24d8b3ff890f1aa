import { useId } from 'react';
import type { Delivery } from '#shared/model/delivery.ts';
import type { Consequences } from '#shared/model/key.ts';
import type { Remote } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { actText } from '../../../text/operations.ts';
import { targetName } from '../../../text/target-name.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';

interface Props {
  readonly consequences: Remote<Consequences>;
  /** Nothing stops: only what else is to be known is shown. */
  readonly stops?: boolean;
}

/** The programs that stop working, and what else is to be known before. */
export function StopsWorking({ consequences, stops = true }: Props) {
  const heading = useId();
  if (consequences.state === 'failed') return <ErrorNotice error={consequences.error} />;
  if (!stops)
    return consequences.state === 'ready' ? <Warnings warnings={consequences.value.warnings} /> : null;
  return (
    <section aria-labelledby={heading} aria-busy={consequences.state === 'loading'}>
      <h3 id={heading} className="text-small font-medium">
        {actText.stops}
      </h3>
      {consequences.state === 'loading' ? (
        <p role="status" className="mt-1">
          <span className="sr-only">{actText.asking}</span>
          <span aria-hidden="true" className="skeleton block h-3 w-2/3" />
        </p>
      ) : (
        <Found value={consequences.value} />
      )}
    </section>
  );
}

function Found({ value }: { readonly value: Consequences }) {
  return (
    <>
      {value.deliveries.length === 0 ? (
        <p className="text-muted">{actText.nothingStops}</p>
      ) : (
        <DeliveryNames deliveries={value.deliveries} />
      )}
      <div className="mt-3 empty:hidden">
        <Warnings warnings={value.warnings} />
      </div>
    </>
  );
}

function Warnings({ warnings }: Pick<Consequences, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn">
      <ul className="flex flex-col gap-1">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Notice>
  );
}

function DeliveryNames({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const targets = useStore((state) => state.data.targets);
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          {targetName(targets, delivery.target)}
          <Path path={delivery.file} />
        </li>
      ))}
    </ul>
  );
}
