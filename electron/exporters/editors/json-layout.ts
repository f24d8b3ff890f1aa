import type { JsonValue } from '#core/ports/exporter.ts';

/** How a value is written: over lines, or on the line of its neighbours. */
export type Layout =
  | { readonly kind: 'lines'; readonly eol: string; readonly unit: string; readonly indent: string }
  | { readonly kind: 'inline'; readonly colon: string; readonly comma: string; readonly pad: string };

const DEFAULT_UNIT = '  ';
// JSON.stringify takes at most ten characters of indent.
const UNIT_MAX = 10;

/** @returns the first line break of the document, else LF. */
export function eolOf(body: string): string {
  return /\r\n|\n|\r/.exec(body)?.[0] ?? '\n';
}

/** @returns the same for TOML and YAML, where a CR alone is none. */
export function lineBreakOf(body: string): string {
  return eolOf(body) === '\r\n' ? '\r\n' : '\n';
}

/**
 * @param bare a document without comments: JSON has no line break in a string, so any indented line tells
 * @returns what one level is indented by
 */
export function unitOf(bare: string): string {
  const unit = /[\r\n]([ \t]+)[^\s]/.exec(bare)?.[1] ?? DEFAULT_UNIT;
  return unit.length > UNIT_MAX ? DEFAULT_UNIT : unit;
}

/** @returns the white space that begins the line of this offset. */
export function indentAt(body: string, offset: number): string {
  const lineStart = Math.max(body.lastIndexOf('\n', offset - 1), body.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(body.slice(lineStart, offset))?.[0] ?? '';
}

/** @returns the white space just before this offset. */
export function gapBefore(body: string, offset: number): string {
  let start = offset;
  while (start > 0 && isSpace(body.charCodeAt(start - 1))) start -= 1;
  return body.slice(start, offset);
}

export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** @returns the colon with its blanks, without a line break or comment around it */
export function plainColon(colon: string): string {
  return /^[ \t]*:[ \t]*$/.test(colon) ? colon : ': ';
}

/** An object of one line, from how a neighbour is written: `{ "a": 1 }`, `{"a": 1}`, `{"a":1}`. */
export function inlineLike(colon: string, neighbour: string): Layout {
  return {
    kind: 'inline',
    colon: plainColon(colon),
    comma: colon === ':' ? ',' : ', ',
    pad: neighbour.startsWith('{ ') ? ' ' : '',
  };
}

/** @returns the value as JSON text; its first line goes where it is put. */
export function renderJson(value: JsonValue, layout: Layout): string {
  if (layout.kind === 'inline') return renderInline(value, layout);
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.eol + layout.indent);
}

function renderInline(value: JsonValue, layout: Layout & { kind: 'inline' }): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((item: JsonValue) => renderInline(item, layout)).join(layout.comma)}]`;
  }
  const properties = Object.entries(value).map(
    ([name, item]: [string, JsonValue]) => JSON.stringify(name) + layout.colon + renderInline(item, layout),
  );
  if (properties.length === 0) return '{}';
  return `{${layout.pad}${properties.join(layout.comma)}${layout.pad}}`;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
