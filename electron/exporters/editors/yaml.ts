import { isCollection, isMap, isSeq, type ParsedNode } from 'yaml';
import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { assertNamed, valueIn, withEntry, withoutEntry, wrapEntry } from './entry-data.ts';
import { sameJson } from './json-equal.ts';
import { lineBreakOf } from './json-layout.ts';
import { refusedPlace } from './refusal.ts';
import { applyEdits, type Edit } from './splice.ts';
import { isBlank, lastLineEnd } from './tree.ts';
import { addInBlock, fillHollow, removeFromBlock, replaceInBlock } from './yaml-block.ts';
import { addInFlow, removeFromFlow, replaceInFlow } from './yaml-flow.ts';
import { maskYaml } from './yaml-mask.ts';
import { locateYaml, type YamlLevel } from './yaml-places.ts';
import { readYaml } from './yaml-read.ts';
import { blockPair, type YamlStyle } from './yaml-render.ts';

/** YAML 1.2 whose entries are members of maps: Goose. */
export const yaml = createYamlEditor(null);

/**
 * YAML 1.2 whose entries are items of a list, the last step of a path being the item's name: Continue.
 * @param itemKey the member that holds it; every value that is put has it too
 * @param fresh what a new document begins with, so that its program takes it
 */
export const yamlListedBy = (itemKey: string, fresh = ''): Editor => createYamlEditor(itemKey, fresh);

/** An absent, empty or blank file counts as a document without entries. */
function createYamlEditor(itemKey: string | null, fresh = ''): Editor {
  const open = (body: string, path: readonly string[]) => {
    const { root, document } = readYaml(body);
    return { root, document, levels: locateYaml(body, root, path, itemKey) };
  };

  return {
    read(text, path) {
      const { body } = splitMark(text);
      return isBlank(body) ? undefined : valueIn(open(body, path).document, path, itemKey);
    },

    put(text, path, value) {
      assertNamed(path, value, itemKey);
      const { mark, body } = splitMark(text);
      const [name = '', ...rest] = path;
      if (isBlank(body)) {
        const style = { ...PLAIN_STYLE, eol: lineBreakOf(body) };
        const head = fresh.replaceAll('\n', style.eol);
        return mark + head + blockPair(name, wrapEntry(rest, value, itemKey), '', style) + style.eol;
      }
      const { root, levels, document } = open(body, path);
      if (sameJson(valueIn(document, path, itemKey), value)) return text;
      const style = styleOf(body, root, levels);
      const added = wrapEntry(path.slice(Math.max(levels.length, 1)), value, itemKey);
      const edit = levels.length === 0 ? atEnd(body, blockPair(name, added, '', style), style) : null;
      const edits = [edit ?? editFor(body, levels, path, { value, added, style, itemKey })];
      return mark + checked(body, edits, levels, [withEntry(document, path, value, itemKey)]);
    },

    remove(text, path) {
      const { mark, body } = splitMark(text);
      if (isBlank(body)) return text;
      const { levels, document } = open(body, path);
      const level = levels[path.length - 1];
      const member = level?.members[level.at];
      if (level === undefined || member === undefined) return text;
      const edits = level.flow ? removeFromFlow(body, level, member) : [removeFromBlock(body, level, member)];
      return mark + checked(body, edits, levels, withoutEntry(document, path, itemKey));
    },

    mask(text, shown) {
      const { mark, body } = splitMark(text);
      return isBlank(body) ? text : mark + maskYaml(body, shown, itemKey);
    },
  };
}

interface Wanted {
  readonly value: JsonValue;
  /** The value in what has to be made around it. */
  readonly added: JsonValue;
  readonly style: YamlStyle;
  readonly itemKey: string | null;
}

function editFor(
  body: string,
  levels: readonly YamlLevel[],
  path: readonly string[],
  wanted: Wanted,
): Edit | null {
  const level = levels.at(-1);
  if (level === undefined) return null;
  const member = level.members[level.at];
  const { value, added, style, itemKey } = wanted;
  if (member === undefined)
    return level.flow ? addInFlow(body, level, added) : addInBlock(body, level, added, style);
  if (levels.length < path.length) {
    const inside = wrapEntry(path.slice(levels.length), value, itemKey);
    return level.flow ? null : fillHollow(body, member, inside, { ...style, flow: false });
  }
  return level.flow ? replaceInFlow(body, member, value) : replaceInBlock(body, level, member, value, style);
}

function atEnd(body: string, written: string, style: YamlStyle): Edit {
  const at = lastLineEnd(body);
  return { start: at, end: at, text: style.eol + written };
}

const PLAIN_STYLE = { unit: '  ', flow: false, flowMaps: false, flowLists: false };

/** As the neighbour that stands last is written. */
function styleOf(body: string, root: ParsedNode | null, levels: readonly YamlLevel[]): YamlStyle {
  const last = levels.at(-1)?.members.at(-1)?.value ?? null;
  const eol = lineBreakOf(body);
  const unit = unitIn(body, root);
  if (last === null || !isMap(last)) return { ...PLAIN_STYLE, eol, unit };
  const inside = last.items
    .map(({ value }) => value)
    .filter((value) => isCollection(value) && value.items.length > 0);
  const isFlow = (value: ParsedNode | null) => isCollection(value) && value.flow === true;
  return {
    eol,
    unit,
    flow: last.flow === true && last.items.length > 0,
    flowMaps: inside.some((value) => isMap(value) && isFlow(value)),
    flowLists: inside.some((value) => isSeq(value) && isFlow(value)),
  };
}

/** @returns how far the first nested map is indented against its owner, else two spaces */
function unitIn(body: string, root: ParsedNode | null): string {
  if (root === null || !isMap(root) || root.flow === true) return PLAIN_STYLE.unit;
  const nested = root.items.find(({ value }) => value !== null && isMap(value) && value.flow !== true);
  if (nested?.value == null) return PLAIN_STYLE.unit;
  const column = (offset: number) => offset - (body.lastIndexOf('\n', offset - 1) + 1);
  return ' '.repeat(Math.max(1, column(nested.value.range[0]) - column(nested.key.range[0])));
}

/** The new text, if it says what was wanted; else the form of the file is beyond us. */
function checked(
  body: string,
  edits: readonly (Edit | null)[],
  levels: readonly YamlLevel[],
  wanted: readonly JsonValue[],
): string {
  const result = edits.includes(null) ? null : applyEdits(body, edits as Edit[]);
  if (result !== null && wanted.some((one) => sameJson(readYaml(result).document, one))) return result;
  throw refusedPlace(
    body,
    levels.at(-1)?.open ?? 0,
    'The file is written in a way that Keyrack cannot change',
  );
}
