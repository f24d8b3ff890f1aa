import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { refusedPlace } from './refusal.ts';

/** A pair of a map, or an item of a list. */
export interface Member {
  readonly start: number;
  /** End of the key; of an item, its start. */
  readonly keyEnd: number;
  readonly value: ParsedNode | null;
  /** Just behind its last character, comments aside. */
  readonly end: number;
  /** It ends in a text over lines whose last line break counts: to some readers also that at the end of a file. */
  readonly isText: boolean;
}

/** One map or list on the way to our entry. */
export interface YamlLevel {
  readonly step: string;
  readonly kind: 'map' | 'list';
  readonly flow: boolean;
  readonly open: number;
  readonly members: readonly Member[];
  /** The member that leads on; -1 where there is none. */
  readonly at: number;
}

/**
 * Finds the maps along a path, from the root inwards; fewer than the path has steps where the rest is not there.
 * @param itemKey the last step is an item of a list, told by this member; null: all steps are names of maps
 * @throws AppError file-refused: another kind of value on the path, or one that other places share
 */
export function locateYaml(
  body: string,
  root: ParsedNode | null,
  path: readonly string[],
  itemKey: string | null,
): YamlLevel[] {
  const levels: YamlLevel[] = [];
  let node = root;
  let name = 'The document';
  for (const [index, step] of path.entries()) {
    if (isHollow(node)) return levels;
    const kind = itemKey !== null && index === path.length - 1 ? 'list' : 'map';
    const level = levelOf(body, own(body, node, name), { step, kind, name, itemKey: itemKey ?? '' });
    levels.push(level);
    const member = level.members[level.at];
    if (member === undefined) return levels;
    node = member.value;
    name = `“${step}”`;
  }
  if (node !== null) own(body, node, name);
  return levels;
}

/** Nothing stands behind the colon, or in the document. */
function isHollow(node: ParsedNode | null): node is null {
  return node === null || (isScalar(node) && node.value === null && node.source === '' && !node.anchor);
}

/** What a value ends with, and where, line breaks of a text over lines aside. */
function endOf(node: ParsedNode, body: string): { end: number; isText: boolean } {
  let last = node;
  while (isCollection(last) && last.flow !== true) {
    const item = last.items.at(-1);
    if (item === undefined) break;
    if ('range' in item) last = item;
    else last = item.value ?? item.key;
  }
  let end = last.range[1];
  const isBlock = isScalar(last) && (last.type === 'BLOCK_LITERAL' || last.type === 'BLOCK_FOLDED');
  while (isBlock && /[\r\n]/.test(body.charAt(end - 1))) end -= 1;
  return { end, isText: isBlock && !/^[|>][1-9]?-/.test(body.slice(last.range[0], end)) };
}

interface Wanted {
  readonly step: string;
  readonly kind: 'map' | 'list';
  readonly name: string;
  readonly itemKey: string;
}

function levelOf(body: string, node: ParsedNode, { step, kind, name, itemKey }: Wanted): YamlLevel {
  const [open] = node.range;
  if (kind === 'list') {
    if (!isSeq(node)) throw refusedPlace(body, open, `${name} is not a list`);
    return listLevel(body, node, step, itemKey);
  }
  if (isSeq(node)) throw refusedPlace(body, open, `${name} is a list, not a map`);
  if (!isMap(node)) throw refusedPlace(body, open, `${name} is not a map`);
  return mapLevel(body, node, step);
}

function mapLevel(body: string, node: YAMLMap.Parsed, step: string): YamlLevel {
  const members = node.items.map(({ key, value }): Member => {
    const keyEnd = key.range[1];
    const ended = value === null ? { end: keyEnd, isText: false } : endOf(value, body);
    return { start: key.range[0], keyEnd, value, ...ended };
  });
  const merge = node.items.find(({ key }) => nameOf(key) === '<<');
  if (merge !== undefined)
    throw refusedPlace(body, merge.key.range[0], 'A map on the way is merged with others');
  const at = node.items.findIndex(({ key }) => nameOf(key) === step);
  const key = node.items[at]?.key;
  if (key !== undefined) own(body, key, `“${step}”`);
  return { step, kind: 'map', flow: node.flow === true, open: node.range[0], members, at };
}

function listLevel(body: string, node: YAMLSeq.Parsed, step: string, itemKey: string): YamlLevel {
  const isOurs = (item: unknown) => isMap(item) && item.get(itemKey) === step;
  const members = node.items.map((item): Member => {
    const value = item as ParsedNode; // a list that was parsed holds nodes
    return { start: value.range[0], keyEnd: value.range[0], value, ...endOf(value, body) };
  });
  const at = node.items.findIndex(isOurs);
  const second = node.items.findLastIndex(isOurs);
  if (second !== at) throw refusedPlace(body, members[second]?.start ?? 0, `“${step}” stands there twice`);
  return { step, kind: 'list', flow: node.flow === true, open: node.range[0], members, at };
}

/** A value with an anchor, a tag or in another place would change more than our entry, or another way than meant. */
function own(body: string, node: ParsedNode, name: string): ParsedNode {
  if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined)
    throw refusedPlace(body, node.range[0], `${name} has an anchor, an alias or a tag`);
  return node;
}

function nameOf(key: ParsedNode): string | null {
  return isScalar(key) ? (key.source ?? String(key.value)) : null;
}
