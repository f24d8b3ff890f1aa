import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { Dispatch } from './dispatch.ts';

export type Changed = Extract<KeyrackEvent, { kind: 'changed' }>['what'];

export const EVERYTHING_OF_THE_LEDGER: readonly Changed[] = [
  'environments',
  'providers',
  'connections',
  'keys',
  'alerts',
  'policies',
  'targets',
  'rotations',
  'activity',
];

/**
 * What a call may have changed, also when it failed: a lost answer leaves an orphan behind. Each of them may have
 * written a row of the activity.
 */
const CHANGES: Partial<Record<keyof MainWindow, readonly Changed[]>> = {
  'preferences.set': ['preferences'],
  'storage.choose': ['storage'],
  'storage.setPresence': ['storage'],
  'storage.unlock': ['storage'],
  'storage.lock': ['storage'],
  'environments.create': ['environments'],
  'environments.createFromTemplate': ['environments'],
  // A key carries when its environment wants it replaced.
  'environments.edit': ['environments', 'keys', 'policies'],
  'environments.move': ['environments'],
  'environments.duplicate': ['environments'],
  'environments.archive': ['environments'],
  'environments.unarchive': ['environments'],
  'environments.remove': EVERYTHING_OF_THE_LEDGER,
  'samples.fill': EVERYTHING_OF_THE_LEDGER,
  'samples.clear': EVERYTHING_OF_THE_LEDGER,
  // A connection carries what its service offers.
  'providers.add': ['providers', 'connections'],
  'providers.remove': ['providers'],
  'connections.add': ['connections'],
  'connections.edit': ['connections'],
  // Asking a service also learns who we are there, and which way of several it takes.
  'connections.test': ['connections'],
  'connections.diagnose': ['connections'],
  'connections.sync': ['connections', 'keys'],
  'connections.remove': ['connections'],
  'keys.create': ['keys'],
  'keys.createByHand': ['keys'],
  'keys.add': ['keys'],
  'keys.enter': ['keys'],
  'keys.copyValue': ['keys'],
  'keys.edit': ['keys'],
  'keys.act': ['keys', 'alerts', 'targets'],
  'keys.regenerate': ['keys'],
  // The service's word on a key is written down.
  'keys.verify': ['keys'],
  'keys.acknowledge': ['keys'],
  'keys.showOnce': [],
  'keys.copy': [],
  'alerts.add': ['alerts'],
  'alerts.remove': ['alerts'],
  'keys.recreate': ['keys'],
  // A key carries when it is due, and the days of an environment stand with it.
  'policies.set': ['policies', 'keys', 'environments'],
  'due.snooze': ['policies'],
  'due.reviewed': ['policies'],
  'targets.export': ['keys', 'targets'],
  'targets.unexport': ['keys', 'targets'],
  'targets.restore': ['targets'],
  'targets.keep': ['targets'],
  'targets.test': [],
  'targets.deleteFile': ['targets'],
  'targets.undo': ['keys', 'targets'],
  // A run moves values between rows, and writes files; each of its steps is told as it comes.
  'rotations.start': ['rotations', 'keys', 'targets'],
  'rotations.act': ['rotations', 'keys', 'targets'],
  'rotations.panic': ['rotations', 'keys', 'targets'],
  'rotations.tick': ['rotations'],
  'rotations.copy': ['rotations'],
  'adopting.adopt': ['keys', 'targets'],
  'importing.take': ['keys'],
  'importing.deleteFile': [],
};

/** Calls, and afterwards tells what may have changed. */
export function announcing(dispatch: Dispatch, announce: (what: Changed) => void): Dispatch {
  const changes = new Map<unknown, readonly Changed[]>(Object.entries(CHANGES));
  return async (method, input) => {
    const result = await dispatch(method, input);
    const changed = changes.get(method);
    if (changed === undefined) return result;
    for (const what of new Set<Changed>([...changed, 'activity'])) announce(what);
    return result;
  };
}
