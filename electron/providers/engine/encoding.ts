import { isObject } from './answer-path.ts';

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}[${name}]`);

/** `{ a: { b: 1 }, c: ["x", "y"] }` as `a[b]=1`, `c=x`, `c=y`: how forms and queries write a tree. */
function pairs(value: unknown, prefix: string): (readonly [string, string])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((inner: unknown) => pairs(inner, prefix));
  if (!isObject(value)) return [[prefix, value === null ? '' : String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => pairs(inner, join(prefix, name)));
}

/** @returns application/x-www-form-urlencoded, as the URL standard writes it */
function encodeForm(value: unknown): string {
  return new URLSearchParams(pairs(value, '').map(([name, text]) => [name, text])).toString();
}

export type Encoding = 'json' | 'form';

export const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
};

export const encodeBody = (value: unknown, encoding: Encoding): string =>
  encoding === 'json' ? JSON.stringify(value) : encodeForm(value);

/** @returns the query with its question mark; empty where nothing is in it */
export function encodeQuery(query: Readonly<Record<string, unknown>>): string {
  const text = encodeForm(query);
  return text === '' ? '' : `?${text}`;
}
