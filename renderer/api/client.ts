import type { Bridge, Result } from '#shared/ipc/client.ts';
import { ApiError } from './api-error.ts';

/**
 * A typed client over the bridge: `client['keys.list']()`.
 * Main holds the list of methods, so the page needs none: any name becomes a call.
 * @throws ApiError from every call that main answers with a failure
 */
export function createClient<Client extends object>(bridge: Pick<Bridge, 'call'>): Client {
  const methods = new Map<string, (input: unknown) => Promise<unknown>>();
  const target = Object.create(null) as Client;
  return new Proxy(target, {
    get(_target, name) {
      // `await client` asks for `then`, and inspectors ask for symbols: neither is a method of main.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const known = methods.get(name);
      if (known !== undefined) return known;
      const method = (input: unknown) => callOf(bridge, name, input);
      methods.set(name, method);
      return method;
    },
  });
}

async function callOf(bridge: Pick<Bridge, 'call'>, method: string, input: unknown): Promise<unknown> {
  const result = JSON.parse(await bridge.call(method, input)) as Result<unknown>;
  if (!result.ok) throw new ApiError(result.error);
  return result.value;
}
