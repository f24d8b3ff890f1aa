import type { Services } from '#core/services.ts';
import type { ExportRequest, Target } from '#shared/model/delivery.ts';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';

/** Says what the user's npm knows of the packages that the entry would fetch; refuses nothing. */
export async function tellOfPackages(
  context: CommandContext,
  services: Services,
  target: Target,
  request: ExportRequest,
): Promise<void> {
  const checks = await services.packages.check(target.takes === 'server' ? commandOf(services, request) : []);
  if (checks.length === 0)
    context.tell('The entry fetches no package of the npm registry: nothing to check.');
  for (const { message } of checks) context.tell(printable(message));
}

/** What the entry starts, the service's own server where none is given; empty: nothing. */
function commandOf(services: Services, { keyId, launch }: ExportRequest): readonly string[] {
  if (launch !== undefined) return 'command' in launch ? launch.command : [];
  const { connectionId } = services.keys.get(keyId);
  if (connectionId === null) return [];
  const { provider } = services.connections.get(connectionId);
  return services.providers.find(provider).servers[0]?.command ?? [];
}
