import type { ChangeRecord } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';

/** A write takes seconds; later its process id may be another program's. */
const WRITES_AT_MOST_MS = 600_000;

/**
 * Whether a row that is not done is no crash's: the process that wrote it is still at it. To take back what it has written
 * would mix files of two states, as no look at the ledger is at one with a rename.
 * In one process writes take turns with this.
 */
export function isUnderWay(
  { writers, clock }: Pick<DeliveringDeps, 'writers' | 'clock'>,
  { writer, at }: Pick<ChangeRecord, 'writer' | 'at'>,
): boolean {
  if (writer === null || writer === writers.own) return false;
  return Math.abs(clock.now().getTime() - Date.parse(at)) < WRITES_AT_MOST_MS && writers.lives(writer);
}
