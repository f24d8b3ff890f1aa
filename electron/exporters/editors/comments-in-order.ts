import type { JsonVisitor } from './json-grammar.ts';

/**
 * Most parsers hand over comments apart; a mask wants them where they stand.
 * @param comments offsets in the document's order
 * @returns a visitor that reports them in between, and what reports those behind the last value
 */
export function withComments(
  visitor: JsonVisitor,
  comments: readonly (readonly [number, number])[],
): { readonly visitor: JsonVisitor; rest(): void } {
  let next = 0;
  const upTo = (offset: number) => {
    for (let found = comments[next]; found !== undefined && found[0] < offset; found = comments[next]) {
      visitor.comment?.(found[0], found[1]);
      next += 1;
    }
  };
  return {
    visitor: {
      ...visitor,
      scalar: (kind, start, end, text) => {
        upTo(start);
        visitor.scalar(kind, start, end, text);
      },
    },
    rest: () => upTo(Number.POSITIVE_INFINITY),
  };
}
