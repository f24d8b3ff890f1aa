import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Exporter } from '#core/ports/exporter.ts';
import { exporters } from '../../electron/exporters/index.ts';
import { clientWords } from '../../scripts/test/clients.mjs';
import { ROOT } from '../contract/command/bench.ts';
import type { Job } from './inside.ts';
import { canBeSent, VALUE_NAMES, VALUES, type ValueName } from './values.ts';
import { LAUNCHES, openWorkbench, type Seat, type Way, type Workbench } from './workbench.ts';

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
  /** Those of them that leave the client without any server: it can no longer read its file. */
  readonly spoils?: Values;
}

/** Every way that the exporter offers. */
const waysOf = (target: Exporter): readonly Way[] =>
  (['command', 'url'] as const).flatMap((launch) =>
    target
      .choices(LAUNCHES[launch])
      .filter(({ possible }) => possible)
      .map(({ mechanism }) => ({ mechanism, launch })),
  );

const titleOf = ({ mechanism, launch }: Way) => `${mechanism} ${launch}`;

/**
 * Runs the client until something came to each of its servers: Gemini gives a server five seconds, which a busy machine
 * may take to start one, and nothing is said of that here.
 */
async function reachAll(
  due: readonly ValueName[],
  way: Way,
  run: () => Promise<{ out: string }>,
  seat: Seat,
) {
  const said: string[] = [];
  do said.push((await run()).out);
  while (said.length < RUNS && due.some((name) => seat.received(way, name) === null));
  return said.join('\n');
}

/** All values in one file and one run of the client, for each way that Keyrack offers. */
export function readsWhatKeyrackWrites(client: RealClient): void {
  const target = exporters.find(({ id }) => id === client.id);
  if (target === undefined) throw new Error(`there is no target ${client.id}`);
  const isIn = (values: Values | undefined, way: Way, name: ValueName) =>
    values?.[titleOf(way)]?.includes(name) === true;
  /** A helper is asked for the header by the client, and then gives none. */
  const wanted = (way: Way, name: ValueName) => {
    const isLost = way.launch === 'url' && !canBeSent(VALUES[name]);
    if (isLost && way.mechanism === 'helper') return null;
    return isLost || isIn(client.alters, way, name) || isIn(client.spares, way, name)
      ? 'refused'
      : VALUES[name];
  };
  const started = {
    words: [...clientWords(ROOT, client.id), ...client.args],
    ...(client.talk === undefined ? {} : { talk: client.talk }),
    env: client.env ?? {},
  };
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench?.close());

  describe.each(waysOf(target).map((way) => [titleOf(way), way] as const))('%s', (title, way) => {
    /** @returns what came of each, once the client has run on all of them */
    async function outcomes(seat: Seat, names: readonly ValueName[], due = names) {
      const out = await reachAll(due, way, () => seat.run(started, target as Exporter, way), seat);
      return { out, seen: names.map((name) => [name, seat.received(way, name)] as const) };
    }

    test('each value arrives as it is, or is refused', async () => {
      const seat = workbench.seat();
      const refusals = new Map<ValueName, string>();
      for (const name of VALUE_NAMES) {
        const { code, said } = await seat.export(target, way, name);
        if (code !== 0) refusals.set(name, code === 5 ? 'refused' : said);
      }
      const due = VALUE_NAMES.filter((name) => wanted(way, name) === VALUES[name] && !refusals.has(name));
      const { out, seen } = await outcomes(seat, VALUE_NAMES, due);
      const all = seen.map(([name, value]) => [name, refusals.get(name) ?? value]);
      const right = VALUE_NAMES.map((name) => [name, wanted(way, name)]);
      expect(Object.fromEntries(all), out).toEqual(Object.fromEntries(right));
    });

    const spoiling = client.spoils?.[title] ?? [];
    const altered = (client.alters[title] ?? []).filter((name) => !spoiling.includes(name));
    test.runIf(altered.length > 0)('what it alters would not arrive as it is', async () => {
      const seat = workbench.seat();
      const names = ['plain', ...altered] as const;
      for (const name of names) seat.writeByHand(target, way, name);
      const { out, seen } = await outcomes(seat, names);
      const isWhole = seen.map(([name, value]) => [name, value === null ? null : value === VALUES[name]]);
      const right = names.map((name) => [name, name === 'plain']);
      expect(Object.fromEntries(isWhole), out).toEqual(Object.fromEntries(right));
    });

    test.each(spoiling.map((name) => [name]))('"%s" would spoil the file', async (name) => {
      const seat = workbench.seat();
      for (const each of ['plain', name] as const) seat.writeByHand(target, way, each);
      const { out, seen } = await outcomes(seat, ['plain', name], []);
      expect(Object.fromEntries(seen), out).toEqual({ plain: null, [name]: null });
    });
  });
}
