import { type FileExporter, type JsonValue, MASK } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { Secret } from '../secret.ts';
import type { DeliveringDeps } from './deps.ts';
import { hasSameForm, isMarked, markedHash } from './entry-hash.ts';
import { isMap } from './rewriting.ts';
import { mapTexts, withValue, writtenOrNull } from './written.ts';

/** A shorter value may stand in an entry by chance; it is looked for where ours was written alone. */
const TELLING_LENGTH = 6;

interface Values {
  /** The value before, where somebody knows it. */
  readonly old: Secret | null;
  readonly now: Secret;
}

/**
 * The entry with the key's value of now in place of the one before, and all else as it stands: what its owner edited stays.
 * @param value as it stands in the file
 * @returns the same entry where the value of now stands there already; null: neither the value before, nor the copy of what
 * was written, tells where ours is
 * @throws AppError storage-*
 */
export async function withValueOfNow(
  deps: Pick<DeliveringDeps, 'backups' | 'hash' | 'marks'>,
  exporter: FileExporter,
  delivery: DeliveryRecord,
  value: JsonValue,
  { old, now }: Values,
): Promise<JsonValue | null> {
  const written = await writtenOrNull(deps.backups, delivery);
  const standing = written === null ? null : standingIn(written, value);
  const renewed = old === null || !isTelling(old) ? value : replaced(value, old, now);
  if (renewed !== value && JSON.stringify(renewed) !== JSON.stringify(value)) return renewed;
  if (standing !== null && written !== null && !standing.equals(now)) {
    const isOurs =
      old?.equals(standing) === true ||
      (await wasWritten(deps, exporter, delivery, { written, value, standing }));
    if (isOurs) return atPlaces(written, value, { from: standing, to: now });
  }
  if (standing?.equals(now) === true || (isTelling(now) && holds(value, now))) return value;
  return null;
}

/** Whether this value stands anywhere in an entry as it is. */
export const holds = (value: JsonValue, secret: Secret): boolean =>
  !secret.equals(new Secret('')) && textsOf(value).some((text) => text.includes(secret.expose()));

/**
 * Whether a value stands in an entry beside another of which it may be a part.
 * @param but the other
 */
export const holdsBeside = (value: JsonValue, secret: Secret, but: Secret): boolean =>
  isTelling(secret) &&
  holds(
    mapTexts(value, (text) => text.replaceAll(but.expose(), MASK)),
    secret,
  );

/** Whether it stands where ours was written, as far as that fits the copy. */
export function isAtItsPlace(written: JsonValue, value: JsonValue, now: Secret): boolean {
  const standing = standingIn(written, value);
  return standing === null || standing.expose().includes(now.expose());
}

/** @returns the value that stands where ours was written; null: what stands there fits no copy of it */
export function standingIn(written: JsonValue, value: JsonValue): Secret | null {
  const found = candidates(written, value);
  const [first, ...others] = found;
  return first !== undefined && others.every((other) => other === first) ? new Secret(first) : null;
}

const isTelling = ({ length }: Secret): boolean => length >= TELLING_LENGTH;

/** By the keyed mark of all that was written; an entry without one is ours as long as its form is. */
async function wasWritten(
  deps: Pick<DeliveringDeps, 'hash' | 'marks'>,
  exporter: FileExporter,
  delivery: DeliveryRecord,
  is: { readonly written: JsonValue; readonly value: JsonValue; readonly standing: Secret },
): Promise<boolean> {
  if (!isMarked(delivery)) return hasSameForm(deps.hash, exporter, is.value, delivery);
  const hash = await markedHash(deps, exporter, withValue(is.written, is.standing), delivery);
  return hash === delivery.entryHash;
}

/** @returns the entry with one value in place of another, also inside of longer texts where it is long enough to tell it */
export const withOther = (value: JsonValue, old: Secret, now: Secret): JsonValue =>
  isTelling(old)
    ? replaced(value, old, now)
    : mapTexts(value, (text) => (text === old.expose() ? now.expose() : text));

/** The longer first: one may be a part of the other. */
function replaced(value: JsonValue, old: Secret, now: Secret): JsonValue {
  const [from, to] = [old.expose(), now.expose()];
  if (from.length >= to.length) return mapTexts(value, (text) => text.replaceAll(from, () => to));
  return mapTexts(value, (text) =>
    text
      .split(to)
      .map((part) => part.replaceAll(from, () => to))
      .join(to),
  );
}

/** The same in those texts alone that ours was written into. */
function atPlaces(
  written: JsonValue,
  value: JsonValue,
  values: { readonly from: Secret; readonly to: Secret },
): JsonValue {
  if (typeof written === 'string' && typeof value === 'string') {
    const parts = written.split(MASK);
    return parts.length > 1 && parts.join(values.from.expose()) === value
      ? parts.join(values.to.expose())
      : value;
  }
  if (Array.isArray(written) && Array.isArray(value)) {
    if (written.length !== value.length) return value;
    return value.map((item: JsonValue, index) => atPlaces(written[index] as JsonValue, item, values));
  }
  if (!isMap(written) || !isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, JsonValue]) => {
      const was = Object.hasOwn(written, name) ? written[name] : undefined;
      return [name, was === undefined ? item : atPlaces(was, item, values)];
    }),
  );
}

/** What stands in place of the dots, each time. */
function candidates(written: JsonValue, value: JsonValue | undefined): readonly string[] {
  if (typeof written === 'string')
    return typeof value === 'string' ? between(written.split(MASK), value) : [];
  if (value === undefined) return [];
  if (Array.isArray(written)) {
    if (!Array.isArray(value) || value.length !== written.length) return [];
    return written.flatMap((item: JsonValue, index) => candidates(item, value[index] as JsonValue));
  }
  if (!isMap(written) || !isMap(value)) return [];
  return Object.entries(written).flatMap(([name, item]: [string, JsonValue]) =>
    Object.hasOwn(value, name) ? candidates(item, value[name]) : [],
  );
}

function between(parts: readonly string[], text: string): readonly string[] {
  const times = parts.length - 1;
  const length = (text.length - parts.join('').length) / Math.max(1, times);
  if (times === 0 || length < 1 || !Number.isInteger(length)) return [];
  const start = parts[0]?.length ?? 0;
  const found = text.slice(start, start + length);
  return parts.join(found) === text ? [found] : [];
}

function textsOf(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((item: JsonValue) => textsOf(item));
}
