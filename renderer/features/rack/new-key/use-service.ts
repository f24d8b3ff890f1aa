import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import { type Offer, offerOf, type Provider } from '#shared/model/provider.ts';
import { useConnections, useEnvironments, useProviders } from '../../../state/selectors.ts';

export interface Service {
  readonly provider: Provider | null;
  readonly connection: Connection | null;
  readonly environment: Environment | null;
  readonly name: string;
  /** How this connection makes keys; null until one is chosen. */
  readonly create: Offer | null;
}

/** The service behind a connection. */
export function useService(connectionId: string): Service {
  const connection = useConnections().find((each) => each.id === connectionId) ?? null;
  const provider = useProviders().find((each) => each.id === connection?.provider) ?? null;
  const environment = useEnvironments().find((each) => each.id === connection?.environmentId) ?? null;
  return {
    provider,
    connection,
    environment,
    name: provider?.name ?? connection?.provider ?? '',
    create: connection === null ? null : offerOf(connection.offers, 'create'),
  };
}
