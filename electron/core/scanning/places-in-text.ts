const NAME_BEFORE = /([A-Za-z_$][\w.-]{0,127})["']?\s{0,9}(?:=|:)\s{0,9}["']?$/;

/** What a value is given by that begins here, also where the name says nothing of a secret. */
export const nameBefore = (text: string, start: number): string | null =>
  NAME_BEFORE.exec(text.slice(Math.max(0, start - 150), start))?.[1] ?? null;

/** @returns the line of a place, from 1; places are asked for in their order */
export function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let from = 0;
  return (at) => {
    for (let end = text.indexOf('\n', from); end !== -1 && end < at; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    return line;
  };
}

// No key is as long; in a picture or an archive that is written as text, every short form stands somewhere.
const BLOB = /[A-Za-z0-9+/=_-]{16384,}/g;

/** The same places in a text without what is too long for a key. */
export const withoutBlobs = (text: string): string =>
  text.replaceAll(BLOB, (blob) => ' '.repeat(blob.length));
