import type { Backups } from '../ports/files.ts';
import type { ConnectionService, KeyService } from '../services.ts';
import type { Session } from './session.ts';

/**
 * Keys behind the session. What ends in a secret to be kept, or in one that has to go, runs as an errand.
 * @param keys over the storage that the session locks
 * @param through over the storage itself
 */
export function lockableKeys(session: Session, keys: KeyService, through: KeyService): KeyService {
  return {
    ...keys,
    create: (...given) => session.errand(() => through.create(...given)),
    createByHand: (...given) => session.errand(() => through.createByHand(...given)),
    add: (...given) => session.errand(() => through.add(...given)),
    enter: (...given) => session.errand(() => through.enter(...given)),
    copyValue: (...given) => session.errand(() => through.copyValue(...given)),
    edit: (...given) => session.errand(() => through.edit(...given)),
    act: (...given) => session.errand(() => through.act(...given)),
    regenerate: (...given) => session.errand(() => through.regenerate(...given)),
    recreate: (...given) => session.errand(() => through.recreate(...given)),
  };
}

/** Connections behind the session, in the same way. */
export function lockableConnections(
  session: Session,
  connections: ConnectionService,
  through: ConnectionService,
): ConnectionService {
  return {
    ...connections,
    add: (...given) => session.errand(() => through.add(...given)),
    edit: (...given) => session.errand(() => through.edit(...given)),
    remove: (...given) => session.errand(() => through.remove(...given)),
  };
}

/** Copies of foreign files behind the session: they may hold keys. */
export const lockableBackups = (session: Session, backups: Backups): Backups => ({
  save: async (path, bytes, needed) => {
    session.assertOpen();
    return backups.save(path, bytes, needed);
  },
  read: async (name) => {
    session.assertOpen();
    const bytes = await backups.read(name);
    session.assertOpen();
    return bytes;
  },
});
