import type { RemoteKey } from '#core/ports/provider.ts';
import { isObject, pick, pickFitting, without } from './answer-path.ts';
import type { Fields, Manifest } from './manifest/index.ts';
import type { Field } from './manifest/ops.ts';
import { KINDS, type Read, type Reading } from './reads.ts';
import { statusOf } from './status.ts';

const MAX_HINT = 12;
// Where a service masks the rest of a key: "ke_live_abcd…", "sk-ab****".
const MASK = /(…|\.{3}|\*{2,}|•|x{6,}).*$/iu;

/**
 * Reads one value as the manifest maps it.
 * @returns undefined where it is missing or has another form, and has to be there; null where the service does not tell
 */
export function readField<T>(
  item: unknown,
  field: Field,
  kind: (value: unknown, as: Read) => Reading<T>,
): Reading<T> {
  const plain = typeof field === 'string' || Array.isArray(field);
  const { path, as = 'text', optional } = plain ? { path: field } : field;
  const found = pickFitting(item, path, (value) => {
    const read = kind(value, as);
    return read === undefined ? null : { read };
  });
  if (found !== null) return found.read;
  // What is there in a form that we do not know is noticed, not guessed at.
  return optional === true && pick(item, path) === undefined ? null : undefined;
}

/** Like `readField`, for a word that the manifest may not map at all. */
const readIfMapped = <T>(
  item: unknown,
  field: Field | undefined,
  kind: (value: unknown, as: Read) => Reading<T>,
): Reading<T> => (field === undefined ? null : readField(item, field, kind));

function readWords(item: unknown, fields: Fields) {
  return {
    id: readField(item, fields.id, KINDS.id),
    name: readField(item, fields.name, KINDS.text),
    description: readIfMapped(item, fields.description, KINDS.text),
    hint: readIfMapped(item, fields.hint, KINDS.text),
    scopes: readIfMapped(item, fields.scopes, KINDS.list),
    testMode: readIfMapped(item, fields.testMode, KINDS.flag),
    createdAt: readIfMapped(item, fields.createdAt, KINDS.instant),
    expiresAt: readIfMapped(item, fields.expiresAt, KINDS.instant),
    lastUsedAt: readIfMapped(item, fields.lastUsedAt, KINDS.instant),
    allowedIps: readIfMapped(item, fields.allowedIps, KINDS.list),
    rateLimit: readIfMapped(item, fields.rateLimit, KINDS.text),
  };
}

type Whole<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

const isWhole = <T extends object>(words: T): words is T & Whole<T> =>
  Object.values(words).every((value) => value !== undefined);

/** A mapped name that is null is not a key as the manifest describes it, unless the manifest says it may be missing. */
const isOptional = (field: Field): boolean => isObject(field) && 'optional' in field;

/** Where it may be missing, nothing is known of a key without it. */
export const tellsLastUse = ({ fields: { lastUsedAt } }: Manifest): boolean =>
  lastUsedAt !== undefined && !isOptional(lastUsedAt);

/** No more of a key than its id: enough to keep its value and to list the rest later; null without a usable id. */
export function readBareKey(item: unknown, { fields }: Manifest, told: string): RemoteKey | null {
  const id = readField(item, fields.id, KINDS.id) ?? null;
  if (id === null) return null;
  const untold = { description: null, scopes: null, testMode: null, allowedIps: null, rateLimit: null };
  const undated = { createdAt: null, expiresAt: null, lastUsedAt: null };
  return { id, name: told, hint: '', status: 'active', ...untold, ...undated };
}

/**
 * Reads one key as the manifest maps it.
 * @param told what the service need not repeat in an answer: the name that was asked for
 * @returns null where something mapped is missing, has another form, or no status rule fits
 */
export function readKey(item: unknown, manifest: Manifest, now: Date, told?: string): RemoteKey | null {
  if (!isObject(item)) return null;
  const clean = manifest.redact.reduce<unknown>((rest, path) => without(rest, path), item);
  const status = statusOf(clean, manifest.status, now);
  const words = readWords(clean, manifest.fields);
  if (status === null || !isWhole(words) || words.id === null) return null;
  if (words.name === null && !isOptional(manifest.fields.name)) return null;
  // SECURITY: a service that shows the whole key as its prefix does not make us keep it (tests/unit/providers/mapping).
  const hint = (words.hint ?? '').replace(MASK, '').slice(0, manifest.hint?.length ?? MAX_HINT);
  return { ...words, id: words.id, name: words.name ?? told ?? '', hint, status };
}
