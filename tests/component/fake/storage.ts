import type { Storage } from '#shared/model/storage.ts';

/** A keychain that works. @param chosen somebody has decided for it */
export const keychainStorage = (chosen: boolean): Storage => ({
  tier: 'keychain',
  chosen,
  state: 'ready',
  reason: null,
  keychain: { state: 'ready', reason: null },
  presence: false,
  appLocked: false,
});
