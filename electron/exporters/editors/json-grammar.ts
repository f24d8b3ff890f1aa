import type { Dialect } from './json-dialect.ts';

export type Container = 'object' | 'array';
type ScalarKind = 'string' | 'number' | 'word';

/** What a walk reports, in the document's order; offsets are UTF-16 units. */
export interface JsonVisitor {
  open(kind: Container, at: number): void;
  /** @param end just after the closing bracket */
  close(kind: Container, end: number): void;
  /** @param name decoded, so that `"\u0061"` and `"a"` are one name */
  key(name: string, start: number, end: number): void;
  /** @param text decoded, where it is a string */
  scalar(kind: ScalarKind, start: number, end: number, text: string): void;
  comment?(start: number, end: number): void;
  comma?(at: number): void;
}

export interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  /** Decoded, where it is a string. */
  readonly value: string;
}

export type Expected = 'value' | 'value or ]' | 'name or }' | 'name' | 'colon' | 'comma or close' | 'nothing';

// The numbers of jsonc-parser's SyntaxKind, a const enum that is not there at run time.
export const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  end: 17,
} as const;

const OPENERS = new Map<number, Container>([
  [TOKEN.openBrace, 'object'],
  [TOKEN.openBracket, 'array'],
]);

const SCALARS = new Map<number, ScalarKind>([
  [TOKEN.string, 'string'],
  [TOKEN.number, 'number'],
  [TOKEN.null, 'word'],
  [TOKEN.true, 'word'],
  [TOKEN.false, 'word'],
]);

const CLOSERS: Record<Container, number> = { object: TOKEN.closeBrace, array: TOKEN.closeBracket };

/** Takes one token; null: it does not belong there. */
type Step = (token: Token) => Expected | null;

/** The grammar of RFC 8259 or a dialect of it, a token at a time, reporting to a visitor. */
export interface Grammar {
  step(expected: Expected, token: Token): Expected | null;
  /** Whether this token closes the innermost container. */
  closes(token: Token): boolean;
}

/** A grammar with a stack of its own instead of recursion: depth costs memory, never the call stack. */
export function createGrammar(visitor: JsonVisitor, { trailingCommas }: Dialect): Grammar {
  const stack: Container[] = [];
  const afterValue = (): Expected => (stack.length === 0 ? 'nothing' : 'comma or close');

  const open: Step = ({ kind, start }) => {
    const container = OPENERS.get(kind);
    if (container === undefined) return null;
    visitor.open(container, start);
    stack.push(container);
    return container === 'object' ? 'name or }' : 'value or ]';
  };
  const scalar: Step = ({ kind, start, end, value }) => {
    const found = SCALARS.get(kind);
    if (found === undefined) return null;
    visitor.scalar(found, start, end, value);
    return afterValue();
  };
  const name: Step = ({ kind, value, start, end }) => {
    if (kind !== TOKEN.string) return null;
    visitor.key(value, start, end);
    return 'colon';
  };
  const closes = ({ kind }: Token) => {
    const container = stack.at(-1);
    return container !== undefined && CLOSERS[container] === kind;
  };
  const close: Step = (token) => {
    const container = closes(token) ? stack.pop() : undefined;
    if (container === undefined) return null;
    visitor.close(container, token.end);
    return afterValue();
  };
  const comma: Step = ({ kind, start }) => {
    if (kind !== TOKEN.comma) return null;
    visitor.comma?.(start);
    if (stack.at(-1) === 'object') return trailingCommas ? 'name or }' : 'name';
    return trailingCommas ? 'value or ]' : 'value';
  };
  const value: Step = (token) => open(token) ?? scalar(token);

  const steps: Record<Expected, Step> = {
    value,
    'value or ]': (token) => close(token) ?? value(token),
    'name or }': (token) => close(token) ?? name(token),
    name,
    colon: ({ kind }) => (kind === TOKEN.colon ? 'value' : null),
    'comma or close': (token) => comma(token) ?? close(token),
    nothing: () => null,
  };
  return { step: (expected, token) => steps[expected](token), closes };
}
