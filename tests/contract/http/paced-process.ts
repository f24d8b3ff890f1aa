import { createPacer } from '#core/pacing.ts';
import type { Limits } from '#shared/model/provider.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { client, GET, statusOf } from './bench.ts';

// A program of its own, as a command is: asks a service so many times, five at a time, and prints the statuses.

export interface PacedWork {
  readonly url: string;
  /** The ledger that it shares with the others. */
  readonly file: string;
  readonly times: number;
  readonly limits: Limits;
}

const log = { debug: () => undefined, info: () => undefined, error: () => undefined };

const { url, file, times, limits } = JSON.parse(process.argv[2] ?? '') as PacedWork;
const ledger = openLedger(file);
const way = createUndiciTransport();
const pace = createPacer({ table: ledger.pacing, clock: systemClock, log })('one', limits);
const http = client(url, way.transport, { pace });
const statuses: (number | string)[] = [];

async function worker(): Promise<void> {
  while (statuses.length < times) {
    const place = statuses.push('sent') - 1;
    statuses[place] = statusOf(await http.send(GET));
  }
}

await Promise.all(Array.from({ length: 5 }, worker));
await way.close();
ledger.close();
process.stdout.write(JSON.stringify(statuses));
