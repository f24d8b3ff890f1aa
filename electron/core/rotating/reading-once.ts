import type { Offer } from '#shared/model/provider.ts';
import type { Reach } from '../reach.ts';
import type { RotatingDeps } from './deps.ts';

/** The same ledger and services as they are now: what is asked about each of ten thousand keys is read once for all. */
export function readOnce(deps: RotatingDeps): RotatingDeps {
  const { ledger, reach } = deps;
  const { keys, connections, environments } = ledger;
  const offers = new Map<string, Offer>();
  const offer: Reach['offer'] = (connection, operation) => {
    const key = `${connection.provider} ${connection.inferred} ${operation}`;
    const known = offers.get(key) ?? reach.offer(connection, operation);
    offers.set(key, known);
    return known;
  };
  return {
    ...deps,
    ledger: {
      ...ledger,
      keys: { ...keys, ...listOnce(keys) },
      connections: { ...connections, ...listOnce(connections) },
      environments: { ...environments, ...listOnce(environments) },
    },
    reach: { ...reach, offer },
  };
}

function listOnce<Row extends { readonly id: string }>(table: { list(): readonly Row[] }) {
  const rows = table.list();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { list: () => rows, get: (id: string) => byId.get(id) ?? null };
}
