import { parseEnv } from 'node:util';
import { type Editor, MASK } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { type DotenvLine, dotenvLines } from './dotenv-lines.ts';
import { dotenvValue } from './dotenv-value.ts';
import { isName, maskedComment } from './env-mask.ts';
import { appendLine, cutLine, nameIn, namesOf, onlyOne } from './own-line.ts';
import { refusedPlace } from './refusal.ts';
import { rewrite } from './splice.ts';

/** A .env: the path is the variable's name. Comments, other lines, order, line ends and a byte order mark stay. */
export const dotenv: Editor = {
  read(text, path) {
    const { body } = splitMark(text);
    const line = find(body, path);
    return line && assignedIn(body, line);
  },

  put(text, path, value) {
    if (typeof value !== 'string') throw new Error('a variable is a string');
    const { mark, body } = splitMark(text);
    const line = find(body, path);
    const assigned = `${nameIn(path)}=${dotenvValue(value)}`;
    const after = line === undefined ? appendLine(body, assigned) : replaceIn(body, line, assigned);
    return checked(mark, after, path, value);
  },

  remove(text, path) {
    const { mark, body } = splitMark(text);
    const line = find(body, path);
    return line === undefined ? text : mark + cutLine(body, line.start, line.end);
  },

  mask(text) {
    const { mark, body } = splitMark(text);
    return mark + rewrite(body, dotenvLines(body), (line) => masked(body, line));
  },

  names: (text) => namesOf(dotenvLines(splitMark(text).body)),
};

/** @throws AppError file-refused where the variable has no one place */
function find(body: string, path: readonly string[]): DotenvLine | undefined {
  const name = nameIn(path);
  const lines = dotenvLines(body);
  const line = onlyOne(body, lines, name);
  const inside = new RegExp(String.raw`\n\s*(export\s+)?${name}\s*=`);
  const over = lines.find(({ start, end }) => inside.test(body.slice(start, end)));
  if (over !== undefined) throw refusedPlace(body, over.start, `A value runs over a line of “${name}”`);
  return line;
}

function assignedIn(body: string, { valueStart, valueEnd }: DotenvLine): string {
  const written = body.slice(valueStart, valueEnd);
  return /^(['"`])[\s\S]*\1$/.test(written) && written.length > 1 ? written.slice(1, -1) : written;
}

/** The whole assignment is ours; an indent, `export` before it and a comment behind it are not. */
function replaceIn(body: string, line: DotenvLine, assigned: string): string {
  if (body.slice(line.nameStart + line.name.length, line.valueStart).includes(':')) {
    throw refusedPlace(
      body,
      line.nameStart,
      `“${line.name}” stands there with a colon, which Node passes over`,
    );
  }
  if (!/^([ \t]+#.*|[ \t]*)$/.test(body.slice(line.valueEnd, line.end))) {
    throw refusedPlace(body, line.valueEnd, `There is more behind the value of “${line.name}”`);
  }
  return body.slice(0, line.nameStart) + assigned + body.slice(line.valueEnd);
}

/** The new text, after it was read again by us and by Node. */
function checked(mark: string, body: string, path: readonly string[], value: string): string {
  const line = find(body, path);
  if (line === undefined || assignedIn(body, line) !== value) {
    throw new Error('the edited .env does not hold what was wanted; nothing was written');
  }
  const text = mark + body;
  if (parseEnv(text)[line.name] === value) return text;
  throw refusedPlace(body, line.start, `Node would not see “${line.name}” behind what stands before it`);
}

function masked(body: string, line: DotenvLine): string {
  const text = body.slice(line.start, line.end);
  const head = body.slice(line.start, line.valueStart);
  switch (line.kind) {
    case 'blank':
      return text;
    case 'comment':
      return maskedComment(text);
    case 'other':
      return MASK;
    case 'assignment':
      if (line.valueStart === line.end && isName(line.name)) return text;
      return (isName(line.name) ? head : '') + text.slice(head.length).replace(/[^\r\n]+/g, MASK);
  }
}
