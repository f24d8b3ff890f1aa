import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { alertsText, snippetText, usageText } from '../../../text/use.ts';
import { later } from '../../../ui/later.tsx';
import { Part } from './part.tsx';

const Usage = later(() => import('./usage/usage.tsx').then((all) => all.Usage));
const Alerts = later(() => import('./alerts/alerts.tsx').then((all) => all.Alerts));
const Snippets = later(() => import('./use/snippets.tsx').then((all) => all.Snippets));

/** Snippets, usage and alerts: each is asked for when it is opened. */
export function DetailAsked({ value }: { readonly value: Key }) {
  const { connection, provider } = useSurroundings(value);
  if (connection === null || value.status === 'ghost' || value.status === 'orphan') return null;
  const usage = offerOf(connection.offers, 'usage').way === 'api';
  const atService = offerOf(connection.offers, 'setAlert').way === 'api';
  return (
    <>
      <Part title={snippetText.title}>{() => <Snippets value={value} />}</Part>
      {usage && (
        <Part title={usageText.title}>{() => <Usage id={value.id} limits={provider?.limits ?? null} />}</Part>
      )}
      {(usage || atService) && (
        <Part title={alertsText.title}>
          {() => <Alerts id={value.id} judgedBy={atService ? 'service' : 'keyrack'} />}
        </Part>
      )}
    </>
  );
}
