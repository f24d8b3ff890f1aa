import type { Storage, Tier } from '#shared/model/storage.ts';
import { digits, keysWord } from './counts.ts';

export const appText = {
  allEnvironments: 'All environments',
  environments: 'Environments',
  order: 'Order',
  newEnvironment: 'New environment',
  views: 'Views',
  navigation: 'Navigation',
  openNavigation: 'Open navigation',
  notifications: 'Notifications',
  dismiss: 'Dismiss',
  rotationsWaiting: (runs: number, overdue: number) =>
    [
      runs > 0 && (runs === 1 ? '1 rotation needs you' : `${digits(runs)} rotations need you`),
      overdue > 0 && `${keysWord(overdue)} ${overdue === 1 ? 'is' : 'are'} overdue`,
    ]
      .filter(Boolean)
      .join(', '),
  drifted: (count: number) =>
    count === 1 ? 'One delivery was changed by somebody' : `${count} deliveries were changed by somebody`,
  notYetCopied: (count: number) => `${count} not yet copied`,
};

export const linkText = {
  noKey: 'The link leads to a key that is not here.',
  noEnvironment: 'The link leads to an environment that is not here.',
};

export const lockText = {
  title: 'Keyrack is locked.',
  means: 'You can look and search. Nothing is shown, copied or exported until you unlock it.',
  guardsNothing:
    'You can look and search. No app passphrase is set, so anyone at this keyboard can unlock it: the lock only covers what was open.',
};

export const storageText = {
  region: 'Storage',
  unlock: 'Unlock',
  lock: 'Lock',
  choose: 'Choose storage',
  loading: 'Looking for the keychain',
  failed: 'Storage cannot be asked',
};

const tierNames: Record<Tier, string> = { keychain: 'Keychain', passphrase: 'Passphrase' };

/** @returns the tier in use and, where it needs saying, its state */
export function storageWords({ tier, state, chosen }: Storage): {
  readonly name: string;
  readonly state: string | null;
} {
  if (tier === null && chosen) return { name: 'Storage', state: 'unavailable' };
  if (tier === null) return { name: 'No storage chosen', state: null };
  if (state === 'ready') return { name: tierNames[tier], state: tier === 'keychain' ? null : 'unlocked' };
  return { name: tierNames[tier], state: state === 'locked' ? 'locked' : 'unavailable' };
}
