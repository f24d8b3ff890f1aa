import type { Storage } from '#shared/model/storage.ts';
import type { Remote } from '../../state/remote.ts';

export const STEPS = ['storage', 'environments', 'connection'] as const;
export type Step = (typeof STEPS)[number];

/** What of the page's state decides. */
interface Known {
  readonly data: {
    readonly storage: Remote<Pick<Storage, 'chosen'>>;
    readonly environments: Remote<readonly unknown[]>;
    readonly connections: Remote<readonly unknown[]>;
    readonly keys: Remote<readonly unknown[]>;
  };
  /** The user went on without answering everything. */
  readonly setupLeft: boolean;
}

/**
 * Whether the first run is not over. It is read from what there is, so it goes on where it was left,
 * and whoever began with the command is asked only for what is missing.
 */
export function needsSetup({ data, setupLeft }: Known): boolean {
  if (setupLeft || data.environments.state !== 'ready') return false;
  if (data.environments.value.length === 0) return true;
  if (data.keys.state !== 'ready' || data.connections.state !== 'ready') return false;
  if (data.keys.value.length > 0) return false;
  const unchosen = data.storage.state === 'ready' && !data.storage.value.chosen;
  return unchosen || data.connections.value.length === 0;
}

/** @returns the first step whose question is not answered yet */
export function firstStep({ data }: Pick<Known, 'data'>): Step {
  if (data.storage.state !== 'ready' || !data.storage.value.chosen) return 'storage';
  const environments = data.environments.state === 'ready' ? data.environments.value.length : 0;
  return environments === 0 ? 'environments' : 'connection';
}
