import * as z from 'zod/mini';
import type { RemoteKey } from '#core/ports/provider.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import { oneLine } from '../http/words.ts';
import type { Fields, Manifest, StatusRule } from './manifest.ts';

const MAX_ID = 256;
const MAX_TEXT = 1_000;
const MAX_HINT = 12;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns what stands at a dotted path; undefined where nothing does. Inherited members do not count. */
export function pick(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, document);
}

/** @returns the document without what stands at a dotted path */
export function without(document: unknown, path: string): unknown {
  const [name = '', ...rest] = path.split('.');
  if (!isObject(document) || !Object.hasOwn(document, name)) return document;
  const { [name]: inner, ...others } = document;
  return rest.length === 0 ? others : { ...others, [name]: without(inner, rest.join('.')) };
}

const text = z.pipe(
  z.string(),
  z.transform((value: string) => oneLine(value, MAX_TEXT)),
);
const instant = z.pipe(
  z.union([z.iso.datetime({ offset: true }), z.null()]),
  z.transform((value: string | null) => (value === null ? null : new Date(value).toISOString())),
);

const remoteKeySchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(MAX_ID), z.regex(/^[\x21-\x7e]+$/)),
  name: text,
  description: z._default(text, ''),
  hint: z._default(text, ''),
  scopes: z._default(z.array(text), []),
  testMode: z._default(z.boolean(), false),
  createdAt: z._default(instant, null),
  expiresAt: z._default(instant, null),
  lastUsedAt: z._default(instant, null),
});

function statusOf(item: unknown, rules: readonly StatusRule[]): KeyStatus | null {
  return rules.find((rule) => pick(item, rule.path) === rule.equals)?.is ?? null;
}

function pickFields(item: unknown, fields: Fields): Record<string, unknown> | null {
  const picked = Object.entries(fields).flatMap(([name, path]) =>
    path === undefined ? [] : [[name, pick(item, path)] as const],
  );
  // What the manifest maps has to be there: a service that changed its answers is noticed, not guessed at.
  return picked.some(([, value]) => value === undefined) ? null : Object.fromEntries(picked);
}

/**
 * Reads one key as the manifest maps it.
 * @returns null where something mapped is missing, has another type, or no status rule fits
 */
export function readKey(item: unknown, manifest: Manifest): RemoteKey | null {
  const clean = manifest.redact.reduce((rest, path) => without(rest, path), item);
  const status = statusOf(clean, manifest.status);
  const picked = pickFields(clean, manifest.fields);
  const parsed = remoteKeySchema.safeParse(picked);
  if (status === null || !parsed.success) return null;
  // SECURITY: a service that shows the whole key as its prefix does not make us keep it (tests/unit/providers/mapping).
  const hint = parsed.data.hint.slice(0, manifest.hint?.length ?? MAX_HINT);
  return { ...parsed.data, hint, status };
}
