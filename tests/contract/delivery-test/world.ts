import { join } from 'node:path';
import { createDeliveryTests, type DeliveryTestDeps } from '#core/delivering/testing/index.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { noAnswers } from '#tests/fakes/programs.ts';
import { mcpGreeter } from '../../../electron/platform/mcp-greeter.ts';
import { startProgram } from '../../../electron/platform/start-program.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { createDeliveringWorld, type DeliveringWorld } from '../../unit/core/delivering-world.ts';

const COUNTERPARTS = join(import.meta.dirname, '../../counterparts');

/** A Node that runs the counterparts, whatever this one is inside of. */
const NODE = ['env', 'ELECTRON_RUN_AS_NODE=1', process.execPath];
export const odd = (...words: readonly string[]) => [...NODE, join(COUNTERPARTS, 'odd-server.ts'), ...words];
export const good = [...NODE, join(COUNTERPARTS, 'mcp-server.ts'), 'ACME_API_KEY'];

/** Deadlines come at once; the time that processes take to end is left to them. */
const hasty: Clock = { now: () => new Date(), after: (ms, run) => later(run, ms > 10_000 ? 1_500 : ms) };
const patient: Clock = { now: () => new Date(), after: later0 };

function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
function later0(ms: number, run: () => void): () => void {
  return later(run, ms);
}

/** Deliveries in real files, tested with real processes and real requests. */
export function createTestingWorld(overrides: Partial<DeliveryTestDeps> = {}) {
  const world: DeliveringWorld = createDeliveringWorld({
    machine: { platform: 'linux', home: '/', env: {} },
  });
  const undici = createUndiciTransport();
  const machine = { platform: 'linux', home: world.folder, env: { ...process.env } } as const;
  const deps: DeliveryTestDeps = {
    ...world.deps,
    clock: patient,
    machine,
    start: startProgram,
    run: noAnswers,
    places: [],
    mcp: mcpGreeter,
    transport: () => undici.transport,
    selfTests: () => [],
    ...overrides,
  };
  const file = join(world.folder, 'client.json');
  const deliver = async (changes: Partial<ExportRequest>) => {
    const request = {
      target: 'mcp',
      variable: 'ACME_API_KEY',
      server: 'acme',
      mechanism: 'inline',
      file,
    } as const;
    return (await world.deliver({ ...request, ...changes })).delivery;
  };
  return {
    ...world,
    deps,
    file,
    deliver,
    tests: createDeliveryTests(deps),
    hasty: createDeliveryTests({ ...deps, clock: hasty }),
    end: async () => {
      await undici.close();
      world.end();
    },
  };
}

export type TestingWorld = ReturnType<typeof createTestingWorld>;
