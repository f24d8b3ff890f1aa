import { X } from 'lucide-react';
import { useContext, useState } from 'react';
import type { Alert } from '#shared/model/key.ts';
import { api } from '../../../../api/api.ts';
import { useStore } from '../../../../state/store.ts';
import { relativeTime } from '../../../../text/time.ts';
import { alertsText } from '../../../../text/use.ts';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { useAction } from '../../../../ui/use-action.ts';
import { Now } from '../../now.ts';
import { useAsked } from '../use-asked.ts';
import { NewAlert } from './new-alert.tsx';

interface Props {
  readonly id: string;
  /** Who judges a new one. */
  readonly judgedBy: Alert['judgedBy'];
}

/** The key's alerts: listed, added, removed; always said who judges them. */
export function Alerts({ id, judgedBy }: Props) {
  const changed = useStore((state) => state.alertsChanged);
  const [own, setOwn] = useState(0);
  const alerts = useAsked(`${id} ${changed} ${own}`, () => api['alerts.list']({ keyId: id }));
  const again = () => setOwn((count) => count + 1);
  return (
    <>
      {alerts.state === 'loading' && (
        <p role="status" className="text-muted">
          {alertsText.loading}
        </p>
      )}
      {alerts.state === 'failed' && <ErrorNotice error={alerts.error} />}
      {alerts.state === 'ready' && alerts.value.length === 0 && (
        <p className="text-muted">{alertsText.none}</p>
      )}
      {alerts.state === 'ready' && (
        <ul className="flex flex-col gap-2 empty:hidden">
          {alerts.value.map((alert) => (
            <OneAlert key={alert.id} alert={alert} onGone={again} />
          ))}
        </ul>
      )}
      <NewAlert id={id} judgedBy={judgedBy} onAdded={again} />
    </>
  );
}

function OneAlert({ alert, onGone }: { readonly alert: Alert; readonly onGone: () => void }) {
  const now = useContext(Now);
  const { run, error } = useAction();
  const remove = async () => {
    const done = await run(async () => {
      await api['alerts.remove']({ keyId: alert.keyId, id: alert.id });
      return true;
    });
    if (done === true) onGone();
  };
  const fired =
    alert.lastFiredAt === null
      ? alertsText.neverFired
      : alertsText.fired(relativeTime(alert.lastFiredAt, now));
  return (
    <li className="flex items-start gap-2 rounded-control border border-border py-1.5 pr-1 pl-3">
      <div className="min-w-0 flex-1">
        <p className="font-mono text-small wrap-anywhere">{alert.condition}</p>
        <p className="text-small text-muted">
          {alertsText.judgedBy[alert.judgedBy]} {fired}
        </p>
        {error !== null && <ErrorNotice error={error} />}
      </div>
      <IconButton icon={X} label={alertsText.removeThis(alert.condition)} onClick={() => void remove()} />
    </li>
  );
}
