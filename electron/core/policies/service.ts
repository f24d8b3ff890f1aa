import type { DueRow, Policy, PolicyChanges, Review, Snooze } from '#shared/model/policy.ts';

/** When keys are to be replaced, and who is told. */
export interface PolicyService {
  /** Of every environment, connection and key that has one of its own. */
  list(): readonly Policy[];
  /** What has none of its own gets one that says nothing. @throws AppError not-found */
  get(subject: Policy['subject'], id: string): Policy;
  /** Changes what is given, leaves the rest. @throws AppError not-found, invalid-input */
  set(changes: PolicyChanges): Policy;
  /** All that has a date, the most urgent first; keys of archived environments and old values that are being retired are left out. */
  due(): readonly DueRow[];
  snooze(snooze: Snooze): void;
  /** The same as iCalendar (RFC 5545): an event a key, with the days of the ladder as alarms. It holds no secret. */
  calendar(): string;
  review(): Review;
  reviewed(): Review;
  /**
   * Tells of each rung of the ladder once, also of one that passed while Keyrack did not run. Never fails.
   * @param due as it is now, where that is known already
   */
  remind(due?: readonly DueRow[]): void;
  /** Starts what is due, whose policy says so, at its time. Never fails: what went wrong is told. @returns runs started */
  rotateUnattended(signal?: AbortSignal): Promise<number>;
}
