import type { Key } from '#shared/model/key.ts';
import type { Setting } from '../text/settings.ts';
import { selectEnvironment } from './actions.ts';
import { setState } from './store.ts';
import { addressOf, type View } from './view.ts';

export function showView(view: View): void {
  setState({ view, sidebarOpen: false });
  location.hash = addressOf(view);
}

/** A key in the rack, with its detail; @param environmentId the one that is shown now, null for all */
export function showKey(
  { id, environmentId: ofKey }: Pick<Key, 'id' | 'environmentId'>,
  environmentId: string | null,
): void {
  if (environmentId !== null && environmentId !== ofKey) selectEnvironment(ofKey);
  showView('rack');
  setState({ search: '', selectedKeyId: id });
}

/** One section of the settings. */
export function showSetting(settingShown: Setting): void {
  showView('settings');
  setState({ settingShown });
}
