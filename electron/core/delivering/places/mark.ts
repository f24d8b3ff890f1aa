import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { StoredName } from '../../ports/place-exporter.ts';
import type { Secret } from '../../secret.ts';
import { encode } from '../document.ts';
import type { EntryMarks } from '../entry-marks.ts';

// What is kept of a secret in a store: when it was set, as the service says, and where a rotation set it a keyed mark of the
// value, as the store tells it to nobody.

// It stands in no instant and in no hex.
const BETWEEN = '#';

type Kept = Pick<DeliveryRecord, 'entryHash'>;

/** @returns empty where the store did not tell it */
export const setAt = ({ entryHash }: Kept): string => entryHash.split(BETWEEN)[0] ?? '';

/** Whether somebody has set it since we did. */
export const isSetSince = (delivery: Kept, { updatedAt }: StoredName): boolean =>
  setAt(delivery) !== '' && setAt(delivery) !== updatedAt;

/** Whether the value that it was set to is known by a mark. */
export const isMarked = ({ entryHash }: Kept): boolean => entryHash.includes(BETWEEN);

/** The same mark, set at another time. */
export const settledAt = ({ entryHash }: Kept, since: string): string =>
  [since, ...entryHash.split(BETWEEN).slice(1)].join(BETWEEN);

/** @returns what is kept of a delivery once this value is set there. @throws AppError storage-* */
export async function markedWith(
  marks: Pick<EntryMarks, 'of'>,
  delivery: Kept,
  value: Secret,
): Promise<string> {
  const mark = await marks.of(encode(JSON.stringify(value.expose())));
  return mark === null ? setAt(delivery) : `${setAt(delivery)}${BETWEEN}${mark}`;
}
