import type { FileSnapshot } from '../ports/files.ts';
import type { ChangeRecord, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { settled, standing } from './history.ts';

/** Every file of the user with an entry of ours, whatever its mechanism; one of a project while a value stands in it. */
export const PRIVATE_MODE = 0o600;
const NEW_MODE = 0o644;

type Standing = Pick<DeliveryRecord, 'scope' | 'mechanism'>;
/** @returns whether a file with this delivery in it is its user's alone */
export const needsPrivate = ({ scope, mechanism }: Standing) => scope === 'user' || mechanism === 'inline';

/** What a write does to the deliveries of a file: one comes to stand there, or leaves. */
export interface Move {
  /** Every path by which deliveries reach the file. */
  readonly paths: ReadonlySet<string>;
  readonly deliveryId: string;
  readonly scope: DeliveryRecord['scope'];
  /** null: it leaves. */
  readonly mechanism: DeliveryRecord['mechanism'] | null;
}

/**
 * The mode that a file is written with.
 * A project's file is shared: once the last value is out of it, it is as open again as before Keyrack closed it. What its
 * owner closed stays closed.
 */
export function modeFor(ledger: Ledger, { mode }: FileSnapshot, move: Move): number {
  if (move.scope === 'user') return PRIVATE_MODE;
  const rest = ledger.deliveries
    .list()
    .filter(({ file, id }) => move.paths.has(file) && id !== move.deliveryId);
  const moved = move.mechanism === null ? [] : [{ scope: move.scope, mechanism: move.mechanism }];
  if ([...rest, ...moved].some(needsPrivate)) return PRIVATE_MODE;
  const stood = ledger.deliveries.get(move.deliveryId);
  const wasClosedByUs = mode === PRIVATE_MODE && stood !== null && needsPrivate(stood);
  return wasClosedByUs ? modeBeforeUs(ledger.changes.list(), move.paths) : (mode ?? NEW_MODE);
}

/** Before the change by which a value came to stand in the file, until now without a break. */
function modeBeforeUs(changes: readonly ChangeRecord[], paths: ReadonlySet<string>): number {
  const own = settled(changes).filter(({ file }) => paths.has(file));
  const closing = own.findLast((_, index) => !standing(own.slice(0, index)).some(needsPrivate));
  return closing === undefined ? PRIVATE_MODE : (closing.beforeMode ?? NEW_MODE);
}

/** @returns a mode as people read it: `0600`. */
export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}
