import type { Mechanism } from '#shared/model/delivery.ts';
import type { Stage } from '#shared/model/environment.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import type { View } from '../state/view.ts';

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  never: 'never',
  environment: 'Environment',
  optional: 'optional',
  loading: 'Loading',
  undo: 'Undo',
  remove: 'Remove',
  test: 'Test',
  policy: 'Policy',
  copied: 'Copied',
};

export const viewNames: Record<View, string> = {
  rack: 'Rack',
  grid: 'Grid',
  rotation: 'Rotation',
  targets: 'Targets',
  activity: 'Activity',
  connections: 'Connections',
  settings: 'Settings',
};

export const stageNames: Record<Stage, string> = {
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
  custom: 'Custom',
};

/** Where the full word stands beside it already. */
export const stageShort = { production: 'Prod' };

/** What belongs into an environment of a stage. */
export const stageGuidance: Record<Stage, string> = {
  development: 'Limited permissions, test data only.',
  staging: 'Permissions like production, staging data.',
  production: 'Full permissions, production data.',
  custom: 'Your own rules.',
};

export const statusNames: Record<KeyStatus, string> = {
  active: 'Active',
  inactive: 'Inactive',
  revoked: 'Revoked',
  expired: 'Expired',
  orphan: 'Orphan',
  ghost: 'Gone',
};

export const statusMeanings: Record<KeyStatus, string> = {
  active: 'The service accepts this key.',
  inactive: 'Switched off at the service; it can come back.',
  revoked: 'Revoked at the service, for good.',
  expired: 'Past its date; the service no longer accepts it.',
  orphan: 'At the service, but its value was lost on the way here.',
  ghost: 'Still listed here, no longer at the service.',
};

export const mechanismNames: Record<Mechanism, string> = {
  input: 'Client’s own secret store',
  helper: 'Header helper',
  launcher: 'Keyrack starts the server',
  reference: 'Environment variable',
  inline: 'Value in the file',
};

/** How much of the secret lies open, from best to worst. */
export const exposure: Record<Mechanism, { readonly tone: 'ok' | 'warn' | 'danger'; readonly text: string }> =
  {
    input: { tone: 'ok', text: 'Not in the file' },
    helper: { tone: 'ok', text: 'Not in the file' },
    launcher: { tone: 'ok', text: 'Not in the file' },
    reference: { tone: 'warn', text: 'In the environment' },
    inline: { tone: 'danger', text: 'In the file' },
  };

/** In place of the exposure, where no file is written. */
export const keptByWords = (program: string): string => `Kept by ${program}`;
