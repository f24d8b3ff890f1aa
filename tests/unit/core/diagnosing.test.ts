import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { proxyAccount } from '#core/ports/secret-store.ts';
import type { DiagnoseOptions } from '#core/services.ts';
import { DIAGNOSIS_STEPS, type DiagnosisStep } from '#shared/model/connection.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld } from './connections-world.ts';
import { everything } from './offering.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const diagnose = (options: DiagnoseOptions = {}) =>
  world.connections.diagnose(world.inDevelopment.id, options);
const states = async () =>
  Object.fromEntries((await diagnose()).steps.map(({ step, state }) => [step, state]));
const problem = (message: string) => ({ state: 'problem', message }) as const;
const skipped = { state: 'skipped', message: 'Not looked at.' } as const;

describe('a diagnosis', () => {
  it('goes through all steps in their order, and concludes in one sentence that all is well', async () => {
    const { steps, conclusion, next } = await diagnose();
    expect(steps.map(({ step }) => step)).toEqual(DIAGNOSIS_STEPS);
    expect(steps.filter(({ state }) => state === 'problem')).toEqual([]);
    expect({ conclusion, next }).toEqual({ conclusion: '"Fake" works.', next: null });
    expect(world.prober.looked).toEqual(['https://api.example.test']);
  });

  it.each([
    ['dns', 'tcp'],
    ['tcp', 'tls'],
    ['tls', 'health'],
  ] as const)(
    'ends at %s: what comes later is skipped, and nothing is asked of the service',
    async (step, later) => {
      world.prober.found = {
        ...world.prober.found,
        tcp: skipped,
        tls: skipped,
        [step]: problem('It is not there.'),
      };
      const { conclusion, next, steps } = await diagnose();
      expect(conclusion).toBe('"Fake" does not work: It is not there.');
      expect(next).not.toBeNull();
      expect(steps.find((one) => one.step === later)?.state).toBe('skipped');
      expect(steps.find((one) => one.step === 'verify')?.message).toContain(`"${step}"`);
      expect(world.service.access).toBeNull();
    },
  );

  it('tells each step that was looked at once, in order, and as it stands in the result', async () => {
    const told: DiagnosisStep[] = [];
    const onStep = (found: DiagnosisStep) => void told.push(found);
    const { steps } = await diagnose({ onStep });
    expect(told).toEqual(steps);
    told.splice(0);
    world.service.accepts = () => false;
    const failed = await diagnose({ onStep });
    const looked = failed.steps.filter(({ message }) => !message.startsWith('Not looked at'));
    expect(told).toEqual(looked);
    expect(told.map(({ step }) => step)).toContain('verify');
    expect(told.length).toBeLessThan(DIAGNOSIS_STEPS.length);
  });

  it('tells a step before the next one is looked at', async () => {
    const told: string[] = [];
    world.service.accepts = () => {
      expect(told).toEqual(['address', 'proxy', 'dns', 'tcp', 'tls', 'health']);
      return true;
    };
    await diagnose({ onStep: ({ step }) => void told.push(step) });
    expect(told).toEqual(DIAGNOSIS_STEPS);
  });

  it('tells a service that is ill from a credential that it does not take', async () => {
    world.service.accepts = () => false;
    expect(await states()).toMatchObject({ health: 'ok', verify: 'problem', scopes: 'skipped' });
    world.service.tested = { ok: false, message: 'HTTP 503' };
    expect(await states()).toMatchObject({ health: 'problem', verify: 'skipped' });
  });

  it('says that the storage is locked where the credential is needed, and looks at the rest', async () => {
    world.storage.state = 'locked';
    expect(await states()).toMatchObject({ tls: 'ok', health: 'ok', verify: 'problem' });
    everything(world.service, 'guided');
    expect(await states()).toMatchObject({ health: 'ok', verify: 'skipped' });
  });

  it("says that the storage is locked where the proxy's password is needed", async () => {
    const row = world.ledger.connections.get(world.inDevelopment.id);
    const proxy = { url: 'http://proxy.example.test:8080', user: 'me', bypass: '' };
    if (row !== null) world.ledger.connections.put({ ...row, proxy });
    expect(world.storage.items.has(proxyAccount(world.inDevelopment.id))).toBe(false);
    world.storage.state = 'locked';
    expect(await states()).toMatchObject({
      address: 'ok',
      proxy: 'problem',
      dns: 'skipped',
      health: 'skipped',
    });
  });

  it.each([
    [0, 'ok', 'differ by 0 s'],
    [60_000, 'ok', 'differ by 60 s'],
    [60_001, 'warning', 'behind'],
    [-120_000, 'warning', 'ahead'],
    [null, 'skipped', 'did not tell'],
  ] as const)('judges a clock that is %s ms off: %s', async (clockSkewMs, state, words) => {
    world.service.tested = { clockSkewMs };
    const { steps } = await diagnose();
    const clock = steps.find(({ step }) => step === 'clock');
    expect(clock?.state).toBe(state);
    expect(clock?.message).toContain(words);
  });

  it('a warning is said in the conclusion, with what to do', async () => {
    world.service.tested = { clockSkewMs: 120_000 };
    const { conclusion, next } = await diagnose();
    expect(conclusion).toMatch(/^"Fake" works, with a warning: The clock here is 120 s behind/);
    expect(next).toContain('Set the clock');
  });

  it.each([
    [57, 'ok', '57 requests are left'],
    [0, 'warning', 'No request is left'],
    [null, 'skipped', '100 a minute, 10,000 a day, 7 in 90 s'],
  ] as const)('tells what is left: %s', async (requestsLeft, state, words) => {
    const requests = [
      { count: 100, perSeconds: 60 },
      { count: 10_000, perSeconds: 86_400 },
      { count: 7, perSeconds: 90 },
    ];
    world.service.summary.limits = { requests, concurrent: null };
    world.service.tested = { requestsLeft };
    const limits = (await diagnose()).steps.find(({ step }) => step === 'limits');
    expect(limits?.state).toBe(state);
    expect(limits?.message).toContain(words);
  });

  it('names the scopes that are seen; a service that refuses them still works', async () => {
    const scopes = async () => (await diagnose()).steps.find(({ step }) => step === 'scopes');
    expect((await scopes())?.message).toBe('2 scopes: notes:read, notes:write');
    world.service.fail.scopes = new AppError('refused', { message: 'No.' });
    expect(await scopes()).toMatchObject({ state: 'warning', message: 'No.' });
    world.service.ways.scopes = null;
    expect((await scopes())?.state).toBe('skipped');
  });

  it("says that an address is not the service's own", async () => {
    const row = world.ledger.connections.get(world.inDevelopment.id);
    if (row !== null) world.ledger.connections.put({ ...row, customHost: true });
    expect((await diagnose()).steps[0]?.message).toContain("not the service's own");
  });

  it('can be cancelled', async () => {
    world.prober.look = async () => {
      throw new AppError('cancelled', { message: 'Cancelled.' });
    };
    expect(await codeOf(() => diagnose({ signal: AbortSignal.abort() }))).toBe('cancelled');
  });
});
