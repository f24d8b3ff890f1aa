import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPacer } from '#core/pacing.ts';
import type { HttpResponse, Transport } from '#core/ports/http.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Limits as ServiceLimits } from '#shared/model/provider.ts';
import { createLimiter } from '#tests/counterparts/limited-service.ts';
import { type SteppingClock, steppingClock } from '#tests/fakes/clock.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import type { Call, Outcome } from '../../../electron/providers/http/call.ts';
import { createHttpClient } from '../../../electron/providers/http/client.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';

const MINUTE_MS = 60_000;
const A_HUNDRED: ServiceLimits = { requests: [{ count: 100, perSeconds: 60 }], concurrent: null };
const GET: Call = {
  method: 'GET',
  path: '/v1/keys',
  headers: {},
  body: null,
  read: 'never',
  repeatable: true,
  signal: undefined,
};
const log = { debug: () => undefined, info: () => undefined, error: () => undefined };

let folder: string;
let clock: SteppingClock;
let ledgers: Ledger[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-pacing-'));
  clock = steppingClock();
});
afterEach(() => {
  for (const ledger of ledgers) ledger.close();
  ledgers = [];
  rmSync(folder, { recursive: true });
});

/** A handle of its own on the one file, as the app and every command have. */
function startProcess(transport: Transport, limits: ServiceLimits) {
  const ledger = openLedger(join(folder, 'ledger.db'));
  ledgers.push(ledger);
  const pace = createPacer({ table: ledger.pacing, clock, log })('one', limits);
  const http = createHttpClient({
    service: 'Acme',
    baseUrl: 'https://a.example',
    allowedOrigins: [],
    transport,
    pace,
    clock,
    limits: LIMITS,
    random: () => 0.5,
    rateLimit: { resetIn: 'epochS' },
    retryAfter: () => null,
    log: undefined,
  });
  return { http, ledger, pace };
}

/** Takes its time on the way there and back, so that a request comes later than it was sent. */
function network(arrive: () => HttpResponse): Transport {
  let sent = 0;
  const travel = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  return async () => {
    sent += 1;
    await travel((sent * 37) % 900);
    const response = arrive();
    await travel((sent * 53) % 700);
    return response;
  };
}

const answered = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: new Headers(headers),
  body: null,
});

/** Moves the clock whenever everybody waits, until the work is done. */
async function run<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const settled = work.finally(() => {
    isDone = true;
  });
  settled.catch(() => undefined);
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!isDone) clock.toNext();
  }
  return settled;
}

async function worker(http: { send(call: Call): Promise<Outcome> }, times: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < times; i += 1) outcomes.push(await http.send(GET));
  return outcomes;
}

const now = () => clock.now().getTime();

describe('1,000 requests of two processes to a service that takes 100 a minute', () => {
  it('never pass the limit in any minute as the service sees it, and none is refused', async () => {
    const limiter = createLimiter(100, MINUTE_MS, now);
    let [open, mostOpen] = [0, 0];
    const toService = network(() => answered(limiter.arrive() === null ? 200 : 429));
    const transport: Transport = async (request) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      return toService(request).finally(() => {
        open -= 1;
      });
    };
    const processes = [startProcess(transport, A_HUNDRED), startProcess(transport, A_HUNDRED)];
    const began = now();
    const workers = processes.flatMap(({ http }) => Array.from({ length: 5 }, () => worker(http, 100)));
    const outcomes = (await run(Promise.all(workers))).flat();
    expect(outcomes.filter((one) => one.state === 'answered' && one.answer.status === 200)).toHaveLength(
      1_000,
    );
    expect(limiter.came).toHaveLength(1_000);
    expect(limiter.most()).toBe(100);
    expect(mostOpen).toBe(5);
    // The budget is used, not only kept to: ten windows follow one another without long gaps.
    expect(now() - began).toBeLessThan(10 * MINUTE_MS * 1.2);
  }, 300_000);
});

describe('a Retry-After', () => {
  it.each([
    ['retry-after', '7', 7_000],
    ['retry-after', '1.5', 1_500],
    ['retry-after-ms', '2300', 2_300],
    ['x-retry-after', '30', 30_000],
    ['retry-after', '119', 119_000],
  ])('"%s: %s" is kept by every process: never earlier, at most 10 %% later', async (name, value, ms) => {
    const came: number[] = [];
    let asked: number | null = null;
    const transport: Transport = async () => {
      came.push(now());
      if (asked !== null) return answered(200);
      asked = now();
      return answered(429, { [name]: value });
    };
    const [one, two] = [startProcess(transport, A_HUNDRED), startProcess(transport, A_HUNDRED)];
    const first = one.http.send(GET);
    while (asked === null) await new Promise((resolve) => setImmediate(resolve));
    const outcomes = await run(Promise.all([first, two.http.send(GET)]));
    expect(outcomes.map((outcome) => outcome.state === 'answered' && outcome.answer.status)).toEqual([
      200, 200,
    ]);
    for (const at of came.slice(1)) {
      expect(at - (came[0] ?? 0)).toBeGreaterThanOrEqual(ms);
      expect(at - (came[0] ?? 0)).toBeLessThanOrEqual(ms * 1.1);
    }
  });
});
