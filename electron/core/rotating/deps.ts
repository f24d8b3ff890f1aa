import type { RotationStep } from '#shared/model/rotation.ts';
import type { RenewingService } from '../delivering/renewing/service.ts';
import type { Lifecycle } from '../lifecycle/deps.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Writers } from '../ports/writers.ts';
import type { Session } from '../session/session.ts';

/** What rotating needs. */
export interface RotatingDeps extends Lifecycle {
  readonly renewing: RenewingService;
  readonly writers: Writers;
  readonly notifier: Notifier;
  readonly session: Pick<Session, 'errand'>;
  /** The same life behind the lock: for what opens a secret outside of a run's steps. */
  readonly behindLock: Lifecycle;
  /** Brings writes to files to their end that a crash left. */
  readonly settleDeliveries: () => Promise<unknown>;
}

/** What changes in the row of a run. */
export type Patch = Partial<Omit<RotationRow, 'id' | 'keyId' | 'step'>>;

/** What one step came to. */
export type Outcome =
  /** `step` is done next; a step that goes on in parts names itself. */
  | { readonly go: 'next'; readonly step: RotationStep; readonly text: string; readonly patch?: Patch }
  /** It stands still: for a person, for a time, or until something is tried again. */
  | {
      readonly go: 'wait';
      readonly state: 'waiting' | 'overlap' | 'watching' | 'retrying';
      /** null: the journal says so already. */
      readonly text: string | null;
      readonly patch: Patch;
    }
  | { readonly go: 'end'; readonly state: 'done' | 'undone' | 'failed'; readonly text: string };

/**
 * One step of a run. Done twice, as after a crash, it does no harm.
 * @throws AppError what failed: whether it is undone or tried again is not the step's to say
 */
export type Step = (
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
) => Promise<Outcome>;

export const next = (step: RotationStep, text: string, patch: Patch = {}): Outcome => ({
  go: 'next',
  step,
  text,
  patch,
});
