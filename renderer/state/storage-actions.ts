import type { Storage, Tier } from '#shared/model/storage.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { getState, setState } from './store.ts';

/** Runs a change of the storage and shows what came of it. @param tier it chooses this. @returns whether it was done */
async function change(run: () => Promise<Storage>, tier: Tier | null = null): Promise<boolean> {
  setState({ storageProblem: null, refusedTier: null });
  try {
    const value = await run();
    setState((state) => ({ data: { ...state.data, storage: { state: 'ready', value } } }));
    return true;
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.code !== 'cancelled') setState({ storageProblem: error, refusedTier: tier });
    return false;
  }
}

export const unlockStorage = () => change(() => api['storage.unlock']());
export const lockStorage = () => change(() => api['storage.lock']());
export const setPresence = () => change(() => api['storage.setPresence']());
export const chooseStorage = (tier: Tier, said: { readonly loseAuditKey?: true } = {}) =>
  change(() => api['storage.choose']({ tier, ...said }), tier);

/** The refused choice once more, without the key of the audit. @returns whether it was done */
export async function goOnWithoutAuditKey(): Promise<boolean> {
  const { refusedTier } = getState();
  return refusedTier !== null && chooseStorage(refusedTier, { loseAuditKey: true });
}
