import type { Log } from '#core/ports/log.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import type { NetworkLook, Prober } from '#core/ports/prober.ts';

export const silentLog: Log = { debug: () => undefined, info: () => undefined, error: () => undefined };

const GOOD: NetworkLook = {
  proxy: { state: 'skipped', message: 'No proxy is set.' },
  dns: { state: 'ok', message: '192.0.2.7' },
  tcp: { state: 'ok', message: 'It is open.' },
  tls: { state: 'ok', message: 'Issued by Example CA.' },
};

export interface FakeProber extends Prober {
  found: NetworkLook;
  /** Addresses that were looked at. */
  readonly looked: string[];
}

/** A network that is well until a test says otherwise. */
export function fakeProber(): FakeProber {
  const fake: FakeProber = {
    found: GOOD,
    looked: [],
    look: async (baseUrl, _way, _signal, onLook) => {
      fake.looked.push(baseUrl);
      for (const step of ['proxy', 'dns', 'tcp', 'tls'] as const) onLook?.(step, fake.found[step]);
      return fake.found;
    },
  };
  return fake;
}

export interface FakeNotifier extends Notifier {
  readonly told: Parameters<Notifier['notify']>[0][];
}

export function fakeNotifier(): FakeNotifier {
  const told: FakeNotifier['told'] = [];
  return { told, notify: (what) => void told.push(what) };
}
