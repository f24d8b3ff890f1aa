import type { Theme } from '#shared/model/preferences.ts';

export const settingsText = {
  storage: 'Storage',
  presence: 'App passphrase',
  presenceSet: 'Set. It is asked for when a key is copied again.',
  presenceUnset: 'Not set. Without it a confirmed key cannot be copied again.',
  presenceTier: 'Your passphrase is asked for when a key is copied again.',
  presenceLimits:
    'It guards against the person at the keyboard, not against other programs of the same user.',
  setPresence: 'Set an app passphrase',
  changePresence: 'Change the app passphrase',
  environments: 'Environments',
  appearance: 'Appearance',
  theme: 'Theme',
  log: 'Log',
  debugLog: 'Write a debug log',
  debugLogHolds:
    'It holds method, address, status and times of every request, never a header or a body, and stays in the folder below.',
  about: 'About',
  version: 'Keyrack',
  electron: 'Electron',
  home: 'Folder',
  keychainMeans: 'Secrets are items of the operating system’s keychain.',
  passphraseMeans: 'Secrets are files, sealed with your passphrase.',
  untouched: 'Nothing chosen yet.',
};

export const themeNames: Record<Theme, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};
