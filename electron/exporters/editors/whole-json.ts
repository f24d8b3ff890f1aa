import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { json } from './json.ts';

/**
 * A JSON file that is ours as a whole: the entry is all of it. What is not to the byte as it was rendered is read as its
 * text, which is no entry of ours.
 */
export const wholeJson: Editor = {
  read: (text) => (text === '' ? undefined : valueIn(text)),
  put: (_text, _path, value) => textOf(value),
  remove: () => '',
  mask: (text, shown) => (shown === null && text !== '' ? json.mask(text, null) : text),
};

/** @returns the text of a file that is one JSON value */
export const textOf = (value: JsonValue): string => `${JSON.stringify(value, null, 2)}\n`;

function valueIn(text: string): JsonValue {
  try {
    const value = JSON.parse(text) as JsonValue;
    return textOf(value) === text ? value : text;
  } catch {
    return text;
  }
}
