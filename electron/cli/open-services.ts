import { join } from 'node:path';
import { createServices } from '#core/compose.ts';
import type { LauncherCommand } from '#core/ports/exporter.ts';
import type { Services } from '#core/services.ts';
import { openOutside } from '../outside.ts';
import { sweepHome } from '../platform/home.ts';
import { createLog } from '../platform/logger.ts';
import { stderrNotifier } from '../platform/notifier.ts';
import { wantsDebugLog } from '../platform/preference-file.ts';
import { environmentProxy } from '../platform/transport-proxy.ts';
import { createUndiciWays } from '../platform/transport-ways.ts';
import type { PlaygroundHost } from '../playground/index.ts';
import type { Home } from './home.ts';

export interface OpenServices {
  readonly services: Services;
  readonly playground: PlaygroundHost;
  /** @throws AppError file-failed where no program could start the command */
  readonly launcher: () => LauncherCommand;
  close(): Promise<void>;
}

/** The whole domain behind the command's door. */
export async function openServices(home: Home, root: string): Promise<OpenServices> {
  const folder = home.open();
  await sweepHome(folder);
  const findProxy = environmentProxy(process.env);
  const ways = createUndiciWays({ findProxy, isSystemTrusted: false });
  const isDebugging = process.env.KEYRACK_DEBUG === '1' || wantsDebugLog(folder);
  const log = createLog(join(folder, 'logs'), isDebugging);
  const { transport } = ways;
  const hands = { transport, findProxy, notifier: stderrNotifier, log };
  const outside = openOutside({ by: 'command', home: folder, root, ...hands });
  const services = createServices(outside);
  return {
    services,
    playground: outside.playground,
    launcher: outside.delivery.launcher,
    close: async () => {
      await services.activity.end();
      await ways.close();
      await outside.playground.stop();
      outside.ledger.close();
    },
  };
}
