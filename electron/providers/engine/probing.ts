import type { Context } from './context.ts';
import type { Ask } from './request.ts';
import { type ApiWay, apiWayOf } from './ways.ts';

const PROBES = ['list', 'health', 'limits', 'scopes', 'verify'] as const;

/** What only says yes or no is read where it may say no, and where the manifest looks into it. */
function isRead(operation: Ask['operation'], way: ApiWay): boolean {
  if (way.success.require !== undefined || way.account !== undefined) return true;
  return operation !== 'verify' && operation !== 'health';
}

/** How an operation that only reads is asked for. */
export function reading(
  operation: Ask['operation'],
  way: ApiWay,
  signal: AbortSignal | undefined,
  inputs: Ask['inputs'] = {},
): Ask {
  return {
    operation,
    way,
    inputs,
    read: isRead(operation, way) ? 'always' : 'errors',
    repeatable: true,
    signal,
  };
}

/** Whether the management credential is what a key is: then it can be asked for as one. */
const isKeyItself = ({ manifest }: Context): boolean =>
  manifest.selfManaged || !manifest.credentials.some(({ id }) => id === 'key');

/**
 * Something harmless to ask with the management credential.
 * @returns null where the manifest describes nothing of the kind
 */
export function probeAsk(context: Context, signal: AbortSignal | undefined): Ask | null {
  const { manifest, access } = context;
  for (const operation of PROBES) {
    const way = apiWayOf(manifest, operation, access.inferred);
    const name = way?.request.credential;
    if (way !== null && name === 'management') return reading(operation, way, signal);
    if (way !== null && name === 'key' && operation === 'verify' && isKeyItself(context)) {
      return reading(operation, way, signal);
    }
  }
  return null;
}
