import type { Density, Theme } from '#shared/model/preferences.ts';
import { sampleText } from './sample.ts';

/** The sections, in their order. */
export const SETTINGS = [
  'appearance',
  'security',
  'reminders',
  'connections',
  'environments',
  'log',
  'sample',
  'about',
] as const;
export type Setting = (typeof SETTINGS)[number];

export const settingNames: Record<Setting, string> = {
  appearance: 'Appearance',
  security: 'Security',
  reminders: 'Reminders',
  connections: 'New connections',
  environments: 'Environments',
  log: 'Log',
  sample: sampleText.title,
  about: 'About',
};

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
  lockedFirst: 'Keyrack is locked. Unlock it first.',
  theme: 'Theme',
  themeMeans: 'System follows your desktop, by day and by night.',
  density: 'Density',
  densityMeans: 'How close the rows of lists stand.',
  lock: 'Lock',
  lockNow: 'Lock now',
  lockMeans:
    'Locked, Keyrack shows its lists and nothing else: no secret, no copy, no export. Your passphrase opens it.',
  lockWorthless:
    'Locked, Keyrack shows its lists and nothing else. No app passphrase is set, so anyone at this keyboard can unlock it.',
  lockAfter: 'Lock when nobody is here',
  lockAfterMeans: 'Counted without a key press or a move of the mouse at this computer.',
  minutes: (count: number) => (count === 0 ? 'Never' : `After ${count} minutes`),
  lockOnSleep: 'Lock when the computer sleeps',
  lockOnScreenLock: 'Lock with the screen',
  lockOnScreenLockMeans: 'On macOS and Windows. On Linux where the desktop tells it.',
  remindDays: 'A key is due soon',
  remindDaysMeans:
    'Before it expires, or before its environment wants a new one. The rack marks it from then on.',
  days: (count: number) => (count === 1 ? '1 day before' : `${count} days before`),
  tray: 'Icon in the tray',
  trayMeans: 'Shows which keys are due. While it is on, closing the window leaves Keyrack running there.',
  trayOnLinux: 'Some Linux desktops, such as GNOME, show such icons only with an extension.',
  connectionDefaultsMean:
    'Add connection begins with these, under Advanced. Connections that are there stay as they are.',
  proxyHasPassword: 'Leave user and password out: a connection asks for them in a window of its own.',
  debugLog: 'Write a debug log',
  debugLogHolds:
    'It holds method, address, status and times of every request, never a header or a body, and stays in the folder below.',
  version: 'Keyrack',
  electron: 'Electron',
  home: 'Folder',
  keychainMeans: 'Secrets are items of the operating system’s keychain.',
  passphraseMeans: 'Secrets are files, sealed with your passphrase.',
  untouched: 'Nothing chosen yet.',
};

export const densityNames: Record<Density, string> = {
  comfortable: 'Comfortable',
  compact: 'Compact',
};

export const themeNames: Record<Theme, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};
