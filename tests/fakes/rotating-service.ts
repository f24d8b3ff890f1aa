import { findOne, getRow } from '#core/finding.ts';
import { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { Key } from '#shared/model/key.ts';
import { rotation, rotationPlan } from './rotation-row.ts';
import { AT, production } from './rows.ts';

interface Hands {
  readonly note: <T>(method: string, input: unknown, result: T) => T;
  readonly keep: (secret: Secret | null) => void;
  readonly keys: readonly Key[];
}

/** Every run goes through at once; no run goes on. Local keys are made by hand. */
export function fakeRotating({ note, keep, keys }: Hands): Services['rotating'] {
  const keyOf = (id: string) => getRow('key', { get: () => keys.find((key) => key.id === id) ?? null }, id);
  const runOf = (keyId: string) => {
    const { id, name, environmentId, connectionId } = keyOf(keyId);
    return rotation({ keyId: id, keyName: name, environmentId, connectionId });
  };
  return {
    list: () => [],
    attended: () => () => null,
    get: () => rotation(),
    find: (idOrKey) => findOne('rotation', [], idOrKey),
    journal: () => [
      { number: 1, at: AT, step: 'create', state: 'done', text: 'The service has the new key.' },
    ],
    plan: async ({ keyId, reason = 'planned', overlap = '24h' }) => {
      const { name, environmentId, connectionId } = keyOf(keyId);
      return rotationPlan({
        ...{ keyId, keyName: name, reason, overlap },
        isProduction: environmentId === production.id,
        byHand: connectionId === null,
      });
    },
    runbook: async ({ keyId }) => `# Rotation of ${keyOf(keyId).name}\n`,
    start: async (request, options) => {
      const run = note('rotating.start', request, runOf(request.keyId));
      options?.onStep?.(run);
      return run;
    },
    act: async (request, secret) => {
      keep(secret);
      return note('rotating.act', request, rotation());
    },
    tick: async (id, delivery) => note('rotating.tick', { id, delivery }, rotation()),
    readForTask: async (id, delivery) =>
      note('rotating.readForTask', { id, delivery }, new Secret('new-value')),
    resume: async () => note('rotating.resume', null, 0),
    panic: async (leaked, options) => {
      if ('secret' in leaked) throw new Error('the command finds the key itself');
      const asked = { ...leaked, confirm: options?.confirm };
      return note('rotating.panic', asked, { rotation: runOf(leaked.keyId), note: '# Leaked key\n' });
    },
    incidentNote: async () => '# Leaked key, later\n',
  };
}
