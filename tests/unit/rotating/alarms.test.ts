import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RotationRequest } from '#shared/model/rotation.ts';
import type { PlaygroundWhims } from '#tests/counterparts/services/playground.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { KEY } from '../../crash/ids.ts';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { createFaults, NO_FAULT } from '../../crash/rotation/faults.ts';
import { openRotationPlace, type RotationPlace } from '../../crash/rotation/place.ts';
import { createFaultClock, type FaultClock } from '../../crash/rotation/ports.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let whims: PlaygroundWhims;
let bench: Bench;
let clock: FaultClock;
let place: RotationPlace;
let id: string;

beforeEach(async () => {
  whims = { revoke: 'takes effect' };
  bench = await startBench(whims);
  bench.template.reset();
  clock = createFaultClock(bench.start);
  bench.time.now = () => clock.now().getTime();
  const { counterpart, template } = bench;
  const faults = createFaults(NO_FAULT);
  place = openRotationPlace({
    ...{ folder: template.folder, ca: counterpart.ca, manifest: playground, clock, faults, counterpart },
  });
}, MINUTE_MS);
afterEach(async () => {
  await place.close();
  await bench.stop();
});

const start = async (request: Partial<RotationRequest>) => {
  const run = await place.rotating.start({ keyId: KEY, ...request });
  id = run.id;
  return run;
};
const run = () => place.rotating.get(id);
const told = () => place.told.map(({ title }) => title);
const journal = () => place.rotating.journal(id).map(({ step, state, text }) => `${step} ${state}: ${text}`);
/** Time passes, and Keyrack does what is due. */
const later = async (ms: number) => {
  clock.moveTo(clock.now().getTime() + ms);
  await place.rotating.resume();
  return run();
};
const old = () => bench.counterpart.keys.bySecret(bench.template.value);

/** A program that nobody has told of the new key. @returns whether it is let in */
async function useOldKey(): Promise<boolean> {
  const { transport, close } = createUndiciTransport({ ca: bench.counterpart.ca });
  const headers = { authorization: `Bearer ${bench.template.value}` };
  const { signal } = new AbortController();
  const url = `${bench.counterpart.url}/v1/whoami`;
  const { status } = await transport({ method: 'GET', url, headers, body: null, signal });
  await close();
  return status === 200;
}

describe('a service whose revoke', () => {
  it('has no effect is noticed at once, and alarmed of a minute later; the run goes on looking', async () => {
    whims.revoke = 'has no effect';
    expect(await start({ overlap: 'none' })).toMatchObject({ step: 'refuse', state: 'retrying' });
    expect(run().problem).toContain('still accepts the old value of "CI" although it was revoked');
    expect(told()).toEqual([]);
    await later(MINUTE_MS);
    expect(run()).toMatchObject({ step: 'refuse', state: 'retrying', can: ['continue', 'accept'] });
    expect(run().problem).toMatch(/^Alarm: /);
    expect(told()).toEqual(['A revoked key still works']);
    expect(journal().join('\n')).toContain('refuse waiting: Alarm: the service still accepts the old value');
    const audited = place.ledger.audit.list(50).map(({ what }) => what);
    expect(audited).toContain('warning: the service still accepts the key');
    for (let hours = 0; hours < 30; hours += 6) await later(6 * HOUR_MS);
    expect(run()).toMatchObject({ step: 'refuse', state: 'retrying' });
    expect(told()).toEqual(['A revoked key still works']);
  });

  it('has no effect leaves a run that somebody ends who knows', async () => {
    whims.revoke = 'has no effect';
    await start({ overlap: 'none' });
    await later(MINUTE_MS);
    expect(await place.rotating.act({ id, act: 'accept' }, null)).toMatchObject({ state: 'done' });
    expect(journal().at(-1)).toContain('Somebody knows that the service still accepts the old value');
    expect(await useOldKey()).toBe(true);
  });

  it('takes a few seconds is waited for, and nobody is alarmed', async () => {
    whims.revoke = { takesMs: 6_000 };
    expect(await start({ overlap: 'none' })).toMatchObject({ state: 'done', problem: null });
    expect(told()).toEqual([]);
    expect(await useOldKey()).toBe(false);
  });

  it('takes half a minute is told, looked at again, and done', async () => {
    whims.revoke = { takesMs: 30_000 };
    expect(await start({ overlap: 'none' })).toMatchObject({ step: 'refuse', state: 'retrying' });
    expect(await later(MINUTE_MS)).toMatchObject({ state: 'done' });
    expect(told()).toEqual([]);
  });

  it('takes ten minutes is alarmed of, and done once it has taken effect', async () => {
    whims.revoke = { takesMs: 10 * MINUTE_MS };
    await start({ overlap: 'none' });
    await later(MINUTE_MS);
    expect(told()).toEqual(['A revoked key still works']);
    await later(5 * MINUTE_MS);
    expect(await later(15 * MINUTE_MS)).toMatchObject({ state: 'done', problem: null });
  });
});

describe('a key whose last use is after its programs have the new one', () => {
  it('is told of in the overlap, once, and is not revoked behind it without a person', async () => {
    await start({ overlap: '1h', watch: 'none' });
    clock.moveTo(clock.now().getTime() + MINUTE_MS);
    expect(await useOldKey()).toBe(true);
    expect(await later(15 * MINUTE_MS)).toMatchObject({ step: 'overlap', state: 'overlap' });
    expect(run().problem).toContain('The old key is still in use');
    expect(run().oldUsedAt).not.toBeNull();
    expect(told()).toEqual(['The old key "CI" is still in use']);
    await later(15 * MINUTE_MS);
    expect(await later(HOUR_MS)).toMatchObject({ step: 'watch', state: 'waiting' });
    expect(run().problem).toContain('A program that is to be restarted may use it');
    expect(run().restarts).toEqual(['Claude Desktop', 'Cursor', 'Codex']);
    expect(told()).toEqual(['The old key "CI" is still in use']);
    expect(journal().filter((row) => row.includes('still in use'))).not.toEqual([]);
    await later(48 * HOUR_MS);
    expect(run()).toMatchObject({ step: 'watch', state: 'waiting' });
    expect(old()?.state).toBe('active');
    expect(await place.rotating.act({ id, act: 'continue' }, null)).toMatchObject({ state: 'done' });
    expect(old()?.state).toBe('revoked');
  });

  it('is switched on again by one act, where it was switched off, and watched anew', async () => {
    await start({ overlap: '1h', watch: '1h' });
    clock.moveTo(clock.now().getTime() + MINUTE_MS);
    await useOldKey();
    await later(15 * MINUTE_MS);
    expect(await later(HOUR_MS)).toMatchObject({ step: 'watch', state: 'watching' });
    expect(old()?.state).toBe('inactive');
    expect(await useOldKey()).toBe(false);
    expect(run().can).toContain('enable');
    expect(await place.rotating.act({ id, act: 'enable' }, null)).toMatchObject({
      step: 'overlap',
      state: 'overlap',
    });
    expect(await useOldKey()).toBe(true);
    expect(journal().join('\n')).toContain('The old key was switched on again');
    await later(23 * HOUR_MS);
    expect(old()?.state).toBe('active');
  });

  it('is not taken for in use by what was asked just before the switch', async () => {
    await useOldKey();
    await start({ overlap: '1h', watch: 'none' });
    expect(await later(2 * HOUR_MS)).toMatchObject({ state: 'done', oldUsedAt: null });
    expect(told()).toEqual([]);
  });
});
