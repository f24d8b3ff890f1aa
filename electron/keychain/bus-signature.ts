/** One complete type of a D-Bus signature (D-Bus Specification, "Type System"). `{` is a dict entry: a struct of two. */
export type BusType =
  | { readonly code: string }
  | { readonly code: 'a'; readonly element: BusType }
  | { readonly code: '(' | '{'; readonly fields: readonly BusType[] };

const BASIC = new Set('ybnqiuxtdsogvh');
const CLOSING = { '(': ')', '{': '}' } as const;
/** The specification's own: 32 arrays in 32 structs. */
export const MOST_NESTED = 64;

/** @throws Error where it is none; signatures come from whoever answers */
export function parseSignature(text: string): readonly BusType[] {
  let at = 0;

  function next(depth: number): BusType {
    const code = text[at] ?? '';
    at += 1;
    if (depth > MOST_NESTED) throw malformed('a signature nested too deep');
    if (code === 'a') return { code, element: next(depth + 1) };
    if (code === '(' || code === '{') return { code, fields: fieldsUntil(CLOSING[code], depth + 1) };
    if (BASIC.has(code)) return { code };
    throw malformed('an unknown type');
  }

  function fieldsUntil(end: string, depth: number): readonly BusType[] {
    const fields: BusType[] = [];
    while (text[at] !== end) fields.push(next(depth));
    at += 1;
    // An array of structs of nothing would have as many as it likes.
    if (fields.length === 0) throw malformed('a struct of nothing');
    return fields;
  }

  const types: BusType[] = [];
  while (at < text.length) types.push(next(0));
  return types;
}

export const malformed = (what: string) => new Error(`the session bus sent ${what}`);

const ALIGNMENTS: Readonly<Record<string, number>> = {
  y: 1,
  g: 1,
  v: 1,
  n: 2,
  q: 2,
  x: 8,
  t: 8,
  d: 8,
  '(': 8,
  '{': 8,
};

/** Where a value of the type may begin, in bytes from the start of its message. */
export const alignmentOf = ({ code }: BusType): number => ALIGNMENTS[code] ?? 4;
