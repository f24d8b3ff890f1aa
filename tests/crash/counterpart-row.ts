import type { ConnectionRow } from '#core/ports/ledger.ts';
import { connectionRow } from '#tests/fakes/connection-row.ts';
import { CONNECTION, ENVIRONMENT } from './ids.ts';

/** The connection to a counterpart, wherever it listens. */
export const counterpartRow = ({ url, ca }: { readonly url: string; readonly ca: string }): ConnectionRow =>
  connectionRow({
    id: CONNECTION,
    name: 'Counterpart',
    provider: 'playground',
    environmentId: ENVIRONMENT,
    baseUrl: url,
    customHost: true,
    ca,
  });
