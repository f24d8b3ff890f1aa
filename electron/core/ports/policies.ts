import type { Policy } from '#shared/model/policy.ts';

/** A rung of the ladder of a key, as it was told: once for each date that the key is due. */
export interface ToldReminder {
  readonly keyId: string;
  readonly dueAt: string;
  /** Days before; 0: the day itself. */
  readonly rung: number;
}

export interface SnoozeRow {
  readonly keyId: string;
  readonly until: string;
}

/** The newest try to replace a key without a person. */
export interface UnattendedTry {
  readonly keyId: string;
  readonly at: string;
  /** Why it needed a person; null: it did not, or that was not found out. */
  readonly attended: string | null;
}

/** Rows go with what they are about. */
export interface PolicyTable {
  list(): readonly Policy[];
  get(id: string): Policy | null;
  put(row: Policy): void;
  remove(id: string): void;
}

/** What people were told of keys that are due, by whichever process was first. Rows go with their key. */
export interface ReminderTable {
  told(): readonly ToldReminder[];
  /** @returns false where it stands already */
  tell(reminder: ToldReminder): boolean;
  snoozes(): readonly SnoozeRow[];
  snooze(row: SnoozeRow): void;
  /** @returns false where there is none any more */
  wake(keyId: string): boolean;
  tries(): readonly UnattendedTry[];
  /** Takes the place of the try before. */
  putTry(row: UnattendedTry): void;
  dropTry(keyId: string): void;
  /** null: never. */
  reviewedAt(): string | null;
  review(at: string): void;
}
