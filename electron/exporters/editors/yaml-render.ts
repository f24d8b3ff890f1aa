import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';

/** How an entry is written beside its neighbours. */
export interface YamlStyle {
  readonly eol: string;
  readonly unit: string;
  /** In braces, in one line; lists and maps inside of it apart. */
  readonly flow: boolean;
  readonly flowMaps: boolean;
  readonly flowLists: boolean;
}

/** @returns `name: value`, over lines where the style wants it; the first line is indented too */
export function blockPair(name: string, value: JsonValue, indent: string, style: YamlStyle): string {
  return `${indent}${renderText(name)}:${afterColon(value, indent, style)}`;
}

/** @returns what stands behind the colon of a name with this indent */
export function afterColon(value: JsonValue, indent: string, style: YamlStyle): string {
  if (!isObject(value) || style.flow || isEmpty(value)) return ` ${flowValue(value)}`;
  const inner = indent + style.unit;
  if (Array.isArray(value)) {
    if (style.flowLists) return ` ${flowValue(value)}`;
    return style.eol + value.map((item: JsonValue) => blockItem(item, inner, style)).join(style.eol);
  }
  const pairs = Object.entries(value).map(([name, item]: [string, JsonValue]) => {
    const below = isObject(item) && !Array.isArray(item) && style.flowMaps ? { ...style, flow: true } : style;
    return blockPair(name, item, inner, below);
  });
  return style.eol + pairs.join(style.eol);
}

/** @returns `- item`, indented */
export function blockItem(value: JsonValue, indent: string, style: YamlStyle): string {
  return `${indent}- ${itemText(value, `${indent}  `, style)}`;
}

/** @returns an item without its dash; the first line is not indented, the others are */
export function itemText(value: JsonValue, indent: string, style: YamlStyle): string {
  if (!isObject(value) || Array.isArray(value) || style.flow || isEmpty(value)) return flowValue(value);
  const pairs = Object.entries(value).map(([name, item]: [string, JsonValue]) => {
    const below = isObject(item) && !Array.isArray(item) && style.flowMaps ? { ...style, flow: true } : style;
    return blockPair(name, item, indent, below);
  });
  return pairs.join(style.eol).slice(indent.length);
}

export function flowPair(name: string, value: JsonValue): string {
  return `${renderText(name)}: ${flowValue(value)}`;
}

export function flowValue(value: JsonValue): string {
  if (typeof value === 'string') return renderText(value);
  if (Array.isArray(value)) return `[${value.map(flowValue).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([name, item]: [string, JsonValue]) => flowPair(name, item));
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

// Plain only where YAML 1.1 and 1.2 both read the same text.
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./@+-]*$/;
const WORDS = /^(y|n|yes|no|on|off|true|false|null)$/i;
// What JSON leaves as it is and some YAML readers take for a line break, or do not take.
const UNPRINTED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function renderText(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  return JSON.stringify(text.toWellFormed()).replace(
    UNPRINTED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
