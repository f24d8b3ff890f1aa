import type { ClientLaunch } from '../../ports/client-launch.ts';
import { type Machine, promptId } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import { Secret } from '../../secret.ts';

/** What the client fills in: the variables of one that was started by `keyrack exec`, and the answer to our own prompt. */
export function lookupFor(
  delivery: Pick<DeliveryRecord, 'mechanism' | 'reference' | 'variable' | 'keyId' | 'id'>,
  secret: Secret,
  { env }: Pick<Machine, 'env'>,
): (name: string) => string | null {
  const named = nameOf(delivery);
  return (name) => (name === named ? secret.expose() : (env[name] ?? null));
}

function nameOf(delivery: Parameters<typeof lookupFor>[0]): string | null {
  const { mechanism, reference, variable, keyId, id } = delivery;
  if (mechanism === 'input') return promptId({ keyId, delivery: id });
  return mechanism === 'reference' ? (reference ?? variable) : null;
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
