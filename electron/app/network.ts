import { session } from 'electron';
import { chromiumProxy, type FindProxy } from '../platform/transport-proxy.ts';
import { createSessionTransports } from '../platform/transport-session.ts';

/** The app's ways out: Chromium's network, with the system's proxy. */
export function openNetwork(): {
  readonly transport: ReturnType<typeof createSessionTransports>;
  readonly findProxy: FindProxy;
} {
  return {
    transport: createSessionTransports(session),
    findProxy: chromiumProxy((url) => session.defaultSession.resolveProxy(url)),
  };
}
