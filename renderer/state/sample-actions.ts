import { api } from '../api/api.ts';
import { sampleText } from '../text/sample.ts';
import { closeDialog, selectEnvironment, toast } from './actions.ts';
import { reload } from './loading.ts';
import { listOf } from './remote.ts';
import { getState, setState } from './store.ts';

const reloadAll = () =>
  Promise.all((['samples', 'environments', 'connections', 'keys'] as const).map(reload));

/** Puts the sample data in and shows it: the first run is answered by it. @throws ApiError */
export async function fillSample(): Promise<void> {
  await api['samples.fill']();
  setState({ setupLeft: true, view: 'rack' });
  await reloadAll();
  const [first] = listOf(getState().data.samples);
  if (first !== undefined) selectEnvironment(first);
}

/** Takes it out again. Who has nothing else is back at the first run. @throws ApiError */
export async function clearSample(): Promise<void> {
  await api['samples.clear']();
  closeDialog();
  setState({ setupLeft: false, selectedKeyId: null });
  await reloadAll();
  toast(sampleText.removed);
}
