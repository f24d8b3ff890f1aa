import { dirname, join } from 'node:path';
import { createServices } from '#core/compose.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import type { Services } from '#core/services.ts';
import { openOutside, type RealOutside } from '../outside.ts';
import { sweepHome } from '../platform/home.ts';
import { createLog } from '../platform/logger.ts';
import { stderrNotifier } from '../platform/notifier.ts';
import { remindDaysOf, wantsDebugLog } from '../platform/preference-file.ts';
import { environmentProxy } from '../platform/transport-proxy.ts';
import { createUndiciWays } from '../platform/transport-ways.ts';
import type { Home } from './home.ts';
import { printable } from './printable.ts';

export interface OpenServices {
  readonly services: Services;
  /** What stands behind the domain, for doctor and uninstall. */
  readonly outside: RealOutside;
  close(): Promise<void>;
}

/** A name may come from a service: it must not steer the terminal. */
const notifier: Notifier = {
  notify: ({ title, body, keyId }) =>
    stderrNotifier.notify({ title: printable(title), body: printable(body), keyId }),
};

/** The whole domain behind the command's door. */
export async function openServices(home: Home, root: string): Promise<OpenServices> {
  const folder = home.open();
  await sweepHome(folder);
  const findProxy = environmentProxy(process.env);
  const ways = createUndiciWays({ findProxy, isSystemTrusted: false });
  const isDebugging = process.env.KEYRACK_DEBUG === '1' || wantsDebugLog(folder);
  const log = createLog(join(folder, 'logs'), isDebugging);
  const { transport } = ways;
  const remindDays = () => remindDaysOf(folder);
  const hands = { transport, findProxy, notifier, remindDays, log };
  const outside = openOutside({ by: 'command', home: folder, root, ...hands });
  const services = createServices(outside);
  const end = async () => {
    await services.activity.end();
    await ways.close();
    await outside.playground.stop();
    outside.ledger.close();
  };
  let ending: Promise<void> | null = null;
  return {
    services,
    outside,
    close: () => {
      ending ??= end();
      return ending;
    },
  };
}

interface Copied {
  readonly home: string;
  readonly root: string;
  /** A copy, in a folder that goes again. */
  readonly ledger: string;
}

/** For a look that must change nothing: the domain over a copy of the ledger; neither the home nor a keychain is written. */
export async function openPreview<T>(
  { home, root, ledger }: Copied,
  look: (uninstalling: Services['uninstalling']) => Promise<T>,
): Promise<T> {
  const findProxy = environmentProxy(process.env);
  const ways = createUndiciWays({ findProxy, isSystemTrusted: false });
  const { transport } = ways;
  const asked = { notifier, remindDays: () => remindDaysOf(home) };
  const hands = { transport, findProxy, ...asked, log: createLog(dirname(ledger)) };
  const outside = openOutside({ by: 'command', home, root, ledger, ...hands });
  try {
    return await look(createServices(outside).uninstalling);
  } finally {
    await ways.close();
    outside.ledger.close();
  }
}
