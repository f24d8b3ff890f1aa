import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LimitedService, startLimitedService } from '#tests/counterparts/limited-service.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import type { PacedWork } from './paced-process.ts';

// In real time, with real processes. `npm run test:pacing` asks for more: 1,000 requests, 100 in six seconds.
const TIMES = Number(process.env.KEYRACK_PACED_REQUESTS ?? '60');
const [COUNT, SECONDS] = TIMES > 100 ? [100, 6] : [20, 1];

let folder: string;
let service: LimitedService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-pacing-'));
  service = await startLimitedService(COUNT, SECONDS * 1000);
});
afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

async function run(work: PacedWork): Promise<readonly (number | string)[]> {
  const program = join(import.meta.dirname, 'paced-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(work)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return JSON.parse(stdout) as (number | string)[];
}

it('two processes together never pass the limit of a service, nor five requests at a time', async () => {
  const file = join(folder, 'ledger.db');
  openLedger(file).close();
  const limits = { requests: [{ count: COUNT, perSeconds: SECONDS }], concurrent: null };
  const work = { url: service.url, file, times: TIMES / 2, limits };
  const statuses = (await Promise.all([run(work), run(work)])).flat();
  expect(statuses).toEqual(Array(TIMES).fill(200));
  expect(service.refused).toBe(0);
  expect(service.limiter.came).toHaveLength(TIMES);
  expect(service.limiter.most()).toBeLessThanOrEqual(COUNT);
  expect(service.mostOpen).toBeLessThanOrEqual(5);
}, 180_000);
