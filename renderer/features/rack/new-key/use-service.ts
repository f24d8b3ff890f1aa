import type { Provider } from '#shared/model/provider.ts';
import { useConnections, useEnvironments, useProviders } from '../../../state/selectors.ts';

interface Service {
  readonly provider: Provider | null;
  readonly name: string;
  /** What the dialog is about; undefined until a connection is chosen. */
  readonly subject: string | undefined;
}

/** The service behind a connection. */
export function useService(connectionId: string): Service {
  const connection = useConnections().find((each) => each.id === connectionId);
  const provider = useProviders().find((each) => each.id === connection?.provider) ?? null;
  const environment = useEnvironments().find((each) => each.id === connection?.environmentId);
  const name = provider?.name ?? connection?.provider ?? '';
  const subject = connection === undefined ? undefined : `${connection.name} in ${environment?.name ?? ''}`;
  return { provider, name, subject };
}
