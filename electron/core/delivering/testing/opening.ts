import type { ClientLaunch } from '../../ports/client-launch.ts';
import type { Machine } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import { Secret } from '../../secret.ts';

/** Variables as the client sees them that was started by `keyrack exec`: ours, and the key by reference. */
export function lookupFor(
  { mechanism, reference, variable }: Pick<DeliveryRecord, 'mechanism' | 'reference' | 'variable'>,
  secret: Secret,
  { env }: Pick<Machine, 'env'>,
): (name: string) => string | null {
  const named = mechanism === 'reference' ? (reference ?? variable) : null;
  return (name) => (name === named ? secret.expose() : (env[name] ?? null));
}

/** What goes to a server beside the key and may be a secret: of a header also what stands behind its first word. */
export function secretsOf(
  launch: ClientLaunch,
  { variable }: Pick<DeliveryRecord, 'variable'>,
): readonly Secret[] {
  const values =
    launch.kind === 'started'
      ? [launch.env[variable] ?? '']
      : Object.values(launch.headers).flatMap((value) => [value, value.replace(/^\S+\s+/, '')]);
  return values.filter((value) => value !== '').map((value) => new Secret(value));
}
