import type { Storage, Tier } from '#shared/model/storage.ts';

export const appText = {
  allEnvironments: 'All environments',
  environments: 'Environments',
  newEnvironment: 'New environment',
  views: 'Views',
  navigation: 'Navigation',
  openNavigation: 'Open navigation',
  notifications: 'Notifications',
  dismiss: 'Dismiss',
  product: 'Keyrack',
};

export const storageText = {
  region: 'Storage',
  unlock: 'Unlock',
  lock: 'Lock',
  choose: 'Choose storage',
  loading: 'Looking for the keychain',
  failed: 'Storage cannot be asked',
};

export const tierNames: Record<Tier, string> = { keychain: 'Keychain', passphrase: 'Passphrase' };

/** @returns the tier in use and its state, in a few words. */
export function storageWords(storage: Storage): string {
  if (storage.tier === null) return 'No storage chosen';
  const name = tierNames[storage.tier];
  if (storage.state === 'ready') return storage.tier === 'keychain' ? name : `${name}, unlocked`;
  return storage.state === 'locked' ? `${name}, locked` : `${name}, unavailable`;
}
