import type { AST } from 'toml-eslint-parser';
import { withComments } from './comments-in-order.ts';
import type { JsonVisitor } from './json-grammar.ts';
import { maskWalk } from './json-mask.ts';
import { readToml, topLevel } from './toml-read.ts';

/**
 * Puts eight dots for every value that may be a secret, and for comments that may hold one.
 * @throws AppError file-refused
 */
export function maskToml(body: string, shown: readonly string[] | null): string {
  return maskWalk(body, shown, (visitor) => {
    const document = readToml(body);
    const { visitor: report, rest } = withComments(visitor, [...document.comments]);
    report.open('object', 0);
    for (const node of topLevel(document)) {
      if (node.type === 'TOMLKeyValue') pair(node, report);
      else table(node, report);
    }
    report.close('object', body.length);
    rest();
  });
}

function table(node: AST.TOMLTable, visitor: JsonVisitor): void {
  nested(node.key, visitor, () => {
    if (node.kind === 'array') visitor.open('array', node.range[0]);
    visitor.open('object', node.range[0]);
    for (const inner of node.body) pair(inner, visitor);
    visitor.close('object', node.range[1]);
    if (node.kind === 'array') visitor.close('array', node.range[1]);
  });
}

function pair(node: AST.TOMLKeyValue, visitor: JsonVisitor): void {
  nested(node.key, visitor, () => value(node.value, visitor));
}

/** `a.b = 1` is reported as `{ a: { b: 1 } }` without the outer braces. */
function nested({ keys }: AST.TOMLKey, visitor: JsonVisitor, inner: () => void): void {
  keys.forEach((key, index) => {
    if (index > 0) visitor.open('object', key.range[0]);
    visitor.key(key.type === 'TOMLBare' ? key.name : key.value, key.range[0], key.range[1]);
  });
  inner();
  for (const key of keys.slice(1)) visitor.close('object', key.range[1]);
}

function value(node: AST.TOMLContentNode, visitor: JsonVisitor): void {
  const [start, end] = node.range;
  if (node.type === 'TOMLArray') {
    visitor.open('array', start);
    for (const element of node.elements) value(element, visitor);
    visitor.close('array', end);
  } else if (node.type === 'TOMLInlineTable') {
    visitor.open('object', start);
    for (const inner of node.body) pair(inner, visitor);
    visitor.close('object', end);
  } else {
    const text = node.kind === 'string' ? node.value : '';
    visitor.scalar(kindOf(node), start, end, text);
  }
}

function kindOf({ kind }: AST.TOMLValue): 'string' | 'number' | 'word' {
  if (kind === 'string') return 'string';
  return kind === 'boolean' ? 'word' : 'number';
}
