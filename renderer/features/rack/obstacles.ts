import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { keyText } from '../../text/keys.ts';

/** Why an action on a key cannot be done; null where it can. */
export interface Obstacles {
  readonly copy: string | null;
  readonly verify: string | null;
  readonly export: string | null;
}

/** Main refuses the same by itself: this only says so before the press. */
export function obstaclesOf(key: Key, environment: Environment | null): Obstacles {
  if (!key.held) return { copy: keyText.notHeld, verify: keyText.notHeld, export: keyText.notHeld };
  const over = key.status === 'revoked' || key.status === 'expired' || key.status === 'ghost';
  return {
    copy: key.acknowledged && environment?.copyPolicy === 'copy-once' ? keyText.copyOnce : null,
    verify: key.connectionId === null ? keyText.noConnection : null,
    export: over ? keyText.notActive(key.status) : null,
  };
}
