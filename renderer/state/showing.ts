import type { Key } from '#shared/model/key.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import type { Setting } from '../text/settings.ts';
import { selectEnvironment } from './actions.ts';
import { environmentOf } from './selectors.ts';
import { getState, setState } from './store.ts';
import { addressOf, type View } from './view.ts';

export function showView(view: View): void {
  setState({ view, sidebarOpen: false });
  location.hash = addressOf(view);
}

/** What is of this environment is in sight: where another one is looked at, this one is from now on. */
function lookAt(environmentId: string): void {
  const shown = environmentOf(getState())?.id ?? null;
  if (shown !== null && shown !== environmentId) selectEnvironment(environmentId);
}

/** A key in the rack, of its environment or of all, with its detail. A dialog that is open stays: it may hold what is not saved. */
export function showKey({ id, environmentId }: Pick<Key, 'id' | 'environmentId'>): void {
  lookAt(environmentId);
  showView('rack');
  setState({ search: '', selectedKeyId: id });
}

/** A run in its view, with its steps. */
export function showRun({ id, environmentId }: Pick<Rotation, 'id' | 'environmentId'>): void {
  lookAt(environmentId);
  showView('rotation');
  setState({ selectedRunId: id });
}

/** One section of the settings. */
export function showSetting(settingShown: Setting): void {
  showView('settings');
  setState({ settingShown });
}

/** What stands in the files of programs in the clear. */
export function showPlaintext(): void {
  showView('targets');
  setState({ plaintextShown: true });
}
