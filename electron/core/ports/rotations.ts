import type {
  Overlap,
  RotationKind,
  RotationReason,
  RotationState,
  RotationStep,
  RotationTask,
  Watch,
} from '#shared/model/rotation.ts';

/** A run as it is kept: all that the next start needs to finish it, and no secret. */
export interface RotationRow {
  readonly id: string;
  readonly keyId: string;
  readonly keyName: string;
  readonly environmentId: string;
  readonly connectionId: string | null;
  readonly kind: RotationKind;
  readonly reason: RotationReason;
  /** The user enters the new value. */
  readonly byHand: boolean;
  readonly overlap: Overlap;
  readonly watch: Watch;
  /** Of the new key; null: the old one's. */
  readonly scopes: readonly string[] | null;
  readonly state: RotationState;
  /** What is done next, or goes on. */
  readonly step: RotationStep;
  /** Under which the new value is kept until it takes the key's place. */
  readonly newId: string;
  /** Under which the old value is kept from then on. */
  readonly oldId: string;
  readonly oldHint: string;
  readonly newHint: string | null;
  /** The old value was confirmed as copied. */
  readonly oldAcknowledged: boolean;
  readonly startedAt: string;
  /** Since when programs get the new value. */
  readonly switchedAt: string | null;
  readonly endedAt: string | null;
  /** When Keyrack looks at it again. */
  readonly resumeAt: string | null;
  /** When the overlap or the watch ends; null: neither goes on. */
  readonly until: string | null;
  /** Of the present step, so far. */
  readonly attempts: number;
  readonly problem: string | null;
  /** The failure for which it is undone; null: the user asked for it, or it is not. */
  readonly cause: string | null;
  readonly oldUsedAt: string | null;
  readonly tasks: readonly RotationTask[];
  /** Deliveries that are to be written, and by which change each was. */
  readonly renewals: readonly {
    readonly delivery: string;
    readonly change: string | null;
    readonly state: 'open' | 'written' | 'checked';
    /** It could not be written, and is tried once more behind the others. */
    readonly again?: true;
    /** It was left to a person, and is known here only to be taken back. */
    readonly left?: true;
  }[];
  /** Programs that take the new value in only when they are restarted. Once known, none is forgotten. */
  readonly restarts: readonly string[];
  /** What the service told of the old key's use, in words; null: nothing. */
  readonly usage: string | null;
  /** The process that works on it, by its id; null: none. */
  readonly writer: number | null;
  /** Since when another process waits for an answer of that one; null: nobody does. */
  readonly doubtedAt: string | null;
}

export interface RotationStepRow {
  readonly rotationId: string;
  /** From 1, without a gap. */
  readonly number: number;
  readonly at: string;
  readonly step: RotationStep;
  readonly state: 'begun' | 'done' | 'failed' | 'waiting' | 'undone';
  readonly text: string;
}

export interface RotationTable {
  list(): readonly RotationRow[];
  get(id: string): RotationRow | null;
  put(row: RotationRow): void;
  remove(id: string): void;
  /** Those that go on, the newest first. */
  open(): readonly RotationRow[];
  newestEnded(limit: number): readonly RotationRow[];
  /** Adds a row to a journal. */
  note(step: Omit<RotationStepRow, 'number'>): void;
  journal(rotationId: string): readonly RotationStepRow[];
}
