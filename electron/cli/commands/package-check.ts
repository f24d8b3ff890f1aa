import type { Services } from '#core/services.ts';
import type { ExportRequest, Target } from '#shared/model/delivery.ts';
import type { PackageCheck } from '#shared/model/npm-package.ts';
import { askToGoOn } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';

/**
 * Says what the user's npm knows of the packages that the entry would fetch.
 * @returns those that nobody has, or not in this version
 */
export async function tellOfPackages(
  context: CommandContext,
  services: Services,
  target: Target,
  request: ExportRequest,
): Promise<readonly PackageCheck[]> {
  const checks = await services.packages.check(target.takes === 'server' ? commandOf(services, request) : []);
  if (checks.length === 0)
    context.tell('The entry fetches no package of the npm registry: nothing to check.');
  for (const { message } of checks) context.tell(printable(message));
  return checks.filter(({ state }) => state === 'missing' || state === 'no-version');
}

/**
 * SECURITY: whoever registers a name that nobody has is given the key (test: "a package that nobody has is no target without a yes").
 * @throws AppError confirmation-needed where nobody can be asked, cancelled where the answer is no
 */
export async function askAboutPackages(
  context: CommandContext,
  unfound: readonly PackageCheck[],
): Promise<void> {
  if (unfound.length === 0) return;
  const names = unfound.map((each) => printable(each.package)).join(', ');
  const look = 'Correct --command, or add --yes to export it all the same.';
  await askToGoOn(
    context,
    `Export with a package that is not there (${names})`,
    `Not there: ${names}.`,
    look,
  );
}

/** What the entry starts, the service's own server where none is given; empty: nothing. */
function commandOf(services: Services, { keyId, launch }: ExportRequest): readonly string[] {
  if (launch !== undefined) return 'command' in launch ? launch.command : [];
  const { connectionId } = services.keys.get(keyId);
  if (connectionId === null) return [];
  const { provider } = services.connections.get(connectionId);
  return services.providers.find(provider).servers[0]?.command ?? [];
}
