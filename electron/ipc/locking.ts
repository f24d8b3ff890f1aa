import { keyrackLocked, type Session } from '#core/session/session.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Dispatch } from './dispatch.ts';

/**
 * What goes on while Keyrack is locked: to look, to search, to lock and to unlock.
 * SECURITY: everything that is not named here is refused, so a new call is closed until somebody opens it.
 */
const GOES_ON: ReadonlySet<unknown> = new Set<keyof MainWindow>([
  'app.about',
  'preferences.get',
  'preferences.set',
  'storage.status',
  // Until something was chosen there is nothing to guard; afterwards the session refuses it.
  'storage.choose',
  'storage.unlock',
  'storage.lock',
  'environments.list',
  'samples.list',
  'providers.list',
  'providers.check',
  'providers.manifest',
  'providers.open',
  'connections.list',
  'work.cancel',
  'keys.list',
  'keys.newest',
  'keys.snippets',
  'targets.list',
  'targets.plan',
  'targets.deliveries',
  'targets.changes',
  'inventory.list',
  'rotations.list',
  'rotations.journal',
  'activity.list',
  'policies.list',
  'due.list',
  'due.review',
  'importing.forget',
]);

/** Refuses at the door what a locked Keyrack does not do; what was let in before goes on. */
export function refusingWhileLocked(dispatch: Dispatch, session: Session): Dispatch {
  return async (method, input) => {
    if (!session.locked || GOES_ON.has(method)) return dispatch(method, input);
    return { ok: false, error: keyrackLocked().toFailure() };
  };
}
