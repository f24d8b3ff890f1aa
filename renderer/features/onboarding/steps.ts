import type { PageState } from '../../state/store.ts';

export const STEPS = ['storage', 'environments', 'connection'] as const;
export type Step = (typeof STEPS)[number];

type Known = Pick<PageState, 'data' | 'setupLeft'>;

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
