import { systemClock } from '../../../electron/platform/clock.ts';
import { createPlaygroundHost } from '../../../electron/playground/index.ts';

// A process of its own for host.test.ts: serves the home that it is given, and says where.
const [, , home = ''] = process.argv;
const host = createPlaygroundHost({ home, clock: systemClock });
process.stdout.write(`${await host.url()} ${host.elsewhere ? 'elsewhere' : 'here'}\n`);
