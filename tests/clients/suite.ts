import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Exporter } from '#core/ports/exporter.ts';
import { exporters } from '../../electron/exporters/index.ts';
import { clientWords } from '../../scripts/test/clients.mjs';
import { ROOT } from '../contract/command/bench.ts';
import type { Job } from './inside.ts';
import { VALUE_NAMES, VALUES, type ValueName } from './values.ts';
import { openWorkbench, type Seat, type Way, type Workbench } from './workbench.ts';

// Many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** How often a client is run that has not reached all of its servers. */
const RUNS = 5;

type Values = Readonly<Record<string, readonly ValueName[]>>;

/** A real program, and how it is brought to start or reach each of its servers. */
export interface RealClient {
  readonly id: string;
  readonly args: readonly string[];
  readonly talk?: Job['talk'];
  readonly env?: Readonly<Record<string, string>>;
  /** The values that it alters, by mechanism and kind of server, so that Keyrack refuses them. */
  readonly alters: Values;
  /** Those that are refused in caution: this version on this system leaves them alone. */
  readonly spares?: Values;
}

const LAUNCHES = {
  command: { command: ['x'] },
  url: { url: 'http://127.0.0.1/', header: { name: 'X', value: '{}' } },
};

/** Every way that the exporter offers. */
const waysOf = (target: Exporter): readonly Way[] =>
  (['command', 'url'] as const).flatMap((launch) =>
    target
      .choices(LAUNCHES[launch])
      .filter(({ possible }) => possible)
      .map(({ mechanism }) => ({ mechanism, launch })),
  );

/** Blanks at the ends are dropped on the way; a letter beyond ASCII is sent as UTF-8 by Codex, as Latin-1 by Claude Code. */
const isForHeaders = (name: ValueName) => /^[!-~]([ -~]*[!-~])?$/.test(VALUES[name]);

const titleOf = ({ mechanism, launch }: Way) => `${mechanism} ${launch}`;

/**
 * Runs the client until something came to each of its servers: Gemini gives a server five seconds, which a busy machine
 * may take to start one, and nothing is said of that here.
 */
async function reachAll(
  due: readonly Way[],
  seat: Seat,
  client: Parameters<Seat['run']>[0],
  name: ValueName,
) {
  const said: string[] = [];
  do said.push((await seat.run(client, name)).out);
  while (said.length < RUNS && due.some((way) => seat.received(way, name) === null));
  return said.join('\n');
}

/** Each value in each way that Keyrack offers: it arrives as it is, or is refused and would not have. */
export function readsWhatKeyrackWrites(client: RealClient): void {
  const target = exporters.find(({ id }) => id === client.id);
  if (target === undefined) throw new Error(`there is no target ${client.id}`);
  const ways = waysOf(target);
  const isIn = (values: Values | undefined, way: Way, name: ValueName) =>
    values?.[titleOf(way)]?.includes(name) === true;
  const isAltered = (way: Way, name: ValueName) => isIn(client.alters, way, name);
  /** A helper is asked for the header by the client, and then gives none. */
  const wanted = (way: Way, name: ValueName) => {
    const isLost = way.launch === 'url' && !isForHeaders(name);
    if (isLost && way.mechanism === 'helper') return null;
    return isLost || isAltered(way, name) || isIn(client.spares, way, name) ? 'refused' : VALUES[name];
  };
  const run = {
    words: [...clientWords(ROOT, client.id), ...client.args],
    ...(client.talk === undefined ? {} : { talk: client.talk }),
    env: client.env ?? {},
  };
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench?.close());

  describe.each(VALUE_NAMES.map((name) => [name]))('the value "%s"', (name) => {
    test('arrives as it is, or is refused', async () => {
      const seat = workbench.seat();
      const outcomes = new Map<Way, string>();
      for (const way of ways) {
        const { code, said } = await seat.export(target, way, name);
        if (code !== 0) outcomes.set(way, code === 5 ? 'refused' : said);
      }
      const due = ways.filter((way) => wanted(way, name) === VALUES[name]);
      const out = await reachAll(due, seat, run, name);
      const seen = ways.map((way) => [titleOf(way), outcomes.get(way) ?? seat.received(way, name)]);
      const right = ways.map((way) => [titleOf(way), wanted(way, name)]);
      expect(Object.fromEntries(seen), out).toEqual(Object.fromEntries(right));
    });

    const altered = ways.filter((way) => isAltered(way, name));
    test.runIf(altered.length > 0)('would not arrive where it is refused', async () => {
      const seat = workbench.seat();
      for (const way of altered) seat.writeByHand(target, way, name);
      const { out } = await seat.run(run, name);
      const seen = altered.filter((way) => seat.received(way, name) === VALUES[name]).map(titleOf);
      expect(seen, out).toEqual([]);
    });
  });
}
