import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteKeyInput, Service } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import { type CuttingProxy, startCuttingProxy } from '#tests/counterparts/cutting-proxy.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createUndiciTransport, type UndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { type Bench, startBench } from './bench.ts';

let bench: Bench;
let proxy: CuttingProxy;
let undici: UndiciTransport;
beforeEach(async () => {
  bench = await startBench();
  proxy = await startCuttingProxy(bench.url);
  undici = createUndiciTransport();
});
afterEach(async () => {
  await undici.close();
  await proxy.stop();
  await bench.stop();
});

const INPUT: RemoteKeyInput = {
  name: 'Lost',
  description: '',
  scopes: ['contacts:read'],
  testMode: false,
  expiresAt: null,
  allowedIps: [],
};

function reach(baseUrl: string): Service {
  const plugin = createProvider(playground, { clock: systemClock });
  return plugin.connect({
    baseUrl,
    credential: new Secret(bench.credential),
    transport: undici.transport,
    pace: freePace,
    params: {},
    inferred: false,
    paths: {},
    candidates: {},
    remember: () => undefined,
  });
}

describe('a key whose answer is lost on the way', () => {
  it.each([0, 1, 12, 60, 200, 320, 500])(
    'is unknown to us after %i bytes, and found in the list',
    async (bytes) => {
      proxy.cutAfter(bytes);
      await expect(reach(proxy.url).create(INPUT)).rejects.toMatchObject({ code: 'outcome-unknown' });
      proxy.cutAfter(null);
      expect(await reach(proxy.url).list()).toMatchObject([{ name: 'Lost', status: 'active' }]);
    },
  );

  it('is created where the line holds', async () => {
    const service = reach(proxy.url);
    const { key, secret } = await service.create(INPUT);
    expect(await service.verify(secret)).toMatchObject({ is: 'valid' });
    await service.revoke(key.id);
    expect(await service.verify(secret)).toMatchObject({ is: 'invalid' });
    await service.delete(key.id);
    expect(await service.list()).toEqual([]);
  });
});
