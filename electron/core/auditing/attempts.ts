import type { KeyAct } from '#shared/model/key.ts';
import type { ConnectionService, KeyService } from '../services.ts';
import type { Audit } from './audit.ts';
import { orAudited } from './failing.ts';

const DONE: Readonly<Record<KeyAct, string>> = {
  disable: 'disabled',
  enable: 'enabled',
  revoke: 'revoked',
  delete: 'deleted',
};

/** Keys, whose failed attempts are written down, also those that a lock refuses. What succeeds writes itself down. */
export function auditedKeys(audit: Audit, keys: KeyService): KeyService {
  const orWritten = <T>(what: string, subject: string, work: () => Promise<T>, about?: string) =>
    orAudited(audit, { what, subject, about }, work);
  return {
    ...keys,
    create: (input, ...rest) =>
      orWritten('key not created', input.connectionId, () => keys.create(input, ...rest), input.name),
    createByHand: (input, ...rest) =>
      orWritten('key not created', input.connectionId, () => keys.createByHand(input, ...rest), input.name),
    add: (input, ...rest) =>
      orWritten('key not added', input.environmentId, () => keys.add(input, ...rest), input.name),
    copyValue: (copy) => orWritten('value not copied', copy.id, () => keys.copyValue(copy)),
    enter: (request, ...rest) => orWritten('key not entered', request.id, () => keys.enter(request, ...rest)),
    edit: (changes, ...rest) => orWritten('key not edited', changes.id, () => keys.edit(changes, ...rest)),
    act: (request, ...rest) =>
      orWritten(`key not ${DONE[request.act]}`, request.id, () => keys.act(request, ...rest)),
    regenerate: (request, ...rest) =>
      orWritten('key not regenerated', request.id, () => keys.regenerate(request, ...rest)),
    recreate: (id) => orWritten('key not recreated', id, () => keys.recreate(id)),
    readOnce: (id) => orWritten('key not shown', id, () => keys.readOnce(id)),
    readForCopy: (id, presence) => orWritten('key not copied', id, () => keys.readForCopy(id, presence)),
  };
}

/** Connections, in the same way. */
export function auditedConnections(audit: Audit, connections: ConnectionService): ConnectionService {
  return {
    ...connections,
    add: (input, secrets) => {
      const attempt = { what: 'connection not added', subject: input.environmentId, about: input.provider };
      return orAudited(audit, attempt, () => connections.add(input, secrets));
    },
    edit: (changes, ...rest) =>
      orAudited(audit, { what: 'connection not edited', subject: changes.id }, () =>
        connections.edit(changes, ...rest),
      ),
    remove: (id, confirm) =>
      orAudited(audit, { what: 'connection not removed', subject: id }, () =>
        connections.remove(id, confirm),
      ),
  };
}
