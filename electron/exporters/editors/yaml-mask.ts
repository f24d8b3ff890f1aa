import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { withComments } from './comments-in-order.ts';
import type { JsonVisitor } from './json-grammar.ts';
import { maskWalk } from './json-mask.ts';
import { readYaml } from './yaml-read.ts';

/**
 * Puts eight dots for every value that may be a secret, and for comments that may hold one.
 * @param itemKey items of lists are told by this member, so that `shown` can lead to one
 * @throws AppError file-refused
 */
export function maskYaml(body: string, shown: readonly string[] | null, itemKey: string | null): string {
  return maskWalk(body, shown, (visitor) => {
    const { root, comments } = readYaml(body);
    const { visitor: report, rest } = withComments(visitor, comments);
    if (root !== null) walk(root, report, itemKey);
    rest();
  });
}

function walk(node: ParsedNode, visitor: JsonVisitor, itemKey: string | null): void {
  const [start, end] = node.range;
  if (isMap(node)) walkMap(node, visitor, itemKey);
  else if (isSeq(node)) {
    const items = node.items as ParsedNode[]; // a list that was parsed holds nodes
    const isNamed = itemKey !== null && items.every((item) => isMap(item) && item.has(itemKey));
    visitor.open(isNamed ? 'object' : 'array', start);
    for (const item of items) {
      if (isNamed && isMap(item)) visitor.key(String(item.get(itemKey)), item.range[0], item.range[0]);
      walk(item, visitor, itemKey);
    }
    visitor.close(isNamed ? 'object' : 'array', end);
  } else if (isAlias(node)) visitor.scalar('word', start, end, '');
  else visitor.scalar(kindOf(node.value), start, end, node.source);
}

function walkMap(node: YAMLMap.Parsed, visitor: JsonVisitor, itemKey: string | null): void {
  visitor.open('object', node.range[0]);
  for (const { key, value } of node.items) {
    visitor.key(isScalar(key) ? String(key.value) : '', key.range[0], key.range[1]);
    if (value !== null) walk(value, visitor, itemKey);
  }
  visitor.close('object', node.range[1]);
}

function kindOf(value: unknown): 'string' | 'number' | 'word' {
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' || value === null ? 'word' : 'number';
}
