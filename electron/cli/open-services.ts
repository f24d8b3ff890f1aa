import { join } from 'node:path';
import { createServices } from '#core/compose.ts';
import type { LauncherCommand } from '#core/ports/exporter.ts';
import type { Transport } from '#core/ports/http.ts';
import type { Services } from '#core/services.ts';
import { openOutside } from '../outside.ts';
import { sweepHome } from '../platform/home.ts';
import { createLog } from '../platform/logger.ts';
import { createUndiciTransport, type UndiciTransport } from '../platform/transport-undici.ts';
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
  const ways = createWays();
  const log = createLog(join(folder, 'logs'));
  const outside = openOutside({ by: 'command', home: folder, root, transport: ways.transport, log });
  return {
    services: createServices(outside),
    playground: outside.playground,
    launcher: outside.delivery.launcher,
    close: async () => {
      await ways.close();
      await outside.playground.stop();
      outside.ledger.close();
    },
  };
}

/** Each connection has its own way out: none sees another's. */
function createWays(): { transport(connectionId: string): Transport; close(): Promise<void> } {
  const open = new Map<string, UndiciTransport>();
  return {
    transport: (connectionId) => {
      const way = open.get(connectionId) ?? createUndiciTransport();
      open.set(connectionId, way);
      return way.transport;
    },
    close: async () => {
      await Promise.all([...open.values()].map((way) => way.close()));
    },
  };
}
