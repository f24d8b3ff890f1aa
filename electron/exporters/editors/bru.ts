import { type Editor, type JsonValue, MASK } from '#core/ports/exporter.ts';
import { commentLooksSecret } from '#shared/text/secret-looks.ts';
import { type BruLine, bruLines } from './bru-lines.ts';
import { unwritable } from './dotenv-value.ts';
import { assertPlainLines, nameIn } from './own-line.ts';
import { refusedPlace } from './refusal.ts';
import { rewrite } from './splice.ts';

/** Why a value has no line there, in the order in which it is told. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/[\r\n\u0085\u2028\u2029]/, 'has a line break'],
  [/\p{Cc}/u, 'has a control character'],
  [/^\s|\s$|\ufeff$|^\ufeff/, 'begins or ends with a blank'],
  [/'''$/, "ends in '''"],
  [/\p{Cs}/u, 'has half of a character'],
];

interface File {
  readonly body: string;
  readonly lines: readonly BruLine[];
}

/** An environment of Bruno (`.bru`): the path is the variable's name. All that is not our line stays. Bruno takes no byte order mark. */
export const bruEnvironment: Editor = {
  read(text, path) {
    const file = open(text);
    const line = find(file, nameIn(path));
    return line && assignedIn(file, line);
  },

  put(text, path, value) {
    if (typeof value !== 'string') throw new Error('a variable is a string');
    const file = open(text);
    const name = nameIn(path);
    const line = find(file, name);
    assertWritable(value);
    const after = line === undefined ? added(file, `${name}: ${value}`) : replaced(file, line, value);
    const again = open(after);
    const now = find(again, name);
    if (now !== undefined && assignedIn(again, now) === value) return after;
    throw new Error('the edited environment does not hold what was wanted; nothing was written');
  },

  remove(text, path) {
    const file = open(text);
    const line = find(file, nameIn(path));
    if (line === undefined) return text;
    if (typeof assignedIn(file, line) !== 'string') throw foreign(text, line);
    return without(file, line);
  },

  mask(text) {
    const { lines } = open(text);
    return rewrite(text, lines, (line) => masked(text, line));
  },
};

function open(body: string): File {
  assertPlainLines(body);
  return { body, lines: bruLines(body) };
}

/** @throws AppError file-refused where the variable has no one place */
function find({ body, lines }: File, name: string): BruLine | undefined {
  const isOurs = (each: string) => each === name || each === `~${name}`;
  const [line, again] = lines.filter(({ block, names }) => block !== 'external' && names.some(isOurs));
  if (again !== undefined) throw refusedPlace(body, again.start, `“${name}” stands there twice`);
  return line;
}

/** @returns the value, where it stands there as we would write it; else what it is instead, without the value */
function assignedIn({ body, lines }: File, line: BruLine): JsonValue {
  const before = lines[lines.indexOf(line) - 1]?.kind;
  if (line.kind !== 'variable') return { as: line.kind };
  if (line.names[0]?.startsWith('~') === true) return { as: 'switched off' };
  if (before === 'note') return { as: 'annotated' };
  return body.slice(line.valueStart, line.end).trimEnd();
}

/** @throws AppError forbidden-by-rule; no failure quotes the value */
function assertWritable(value: string): void {
  const fault = FAULTS.find(([pattern]) => pattern.test(value))?.[1];
  if (fault !== undefined) throw unwritable(fault, 'a line of an environment of Bruno cannot give it back');
}

function replaced(file: File, line: BruLine, value: string): string {
  const { body } = file;
  if (typeof assignedIn(file, line) !== 'string') throw foreign(body, line);
  return `${body.slice(0, line.valueStart)}${value}${body.slice(line.end)}`;
}

function foreign(body: string, { start }: BruLine) {
  return refusedPlace(
    body,
    start,
    'Our variable was made a secret, switched off, annotated or written over several lines there',
  );
}

const isVars = (kind: BruLine['kind']) => (line: BruLine) => line.block === 'vars' && line.kind === kind;

/** Behind the last variable; where there is no block, in one that Bruno would write in front. */
function added({ body, lines }: File, assigned: string): string {
  const eol = /\r?\n/.exec(body)?.[0] ?? '\n';
  const close = lines.find(isVars('close'));
  if (close === undefined) return blockOf(assigned, eol) + body;
  const last = lines.findLast(isVars('variable'));
  const indent = last === undefined ? '  ' : (/^[ \t]*/.exec(body.slice(last.start, last.end))?.[0] ?? '');
  return `${body.slice(0, close.start)}${indent}${assigned}${eol}${body.slice(close.start)}`;
}

const blockOf = (assigned: string, eol: string) => `vars {${eol}  ${assigned}${eol}}${eol}`;

/** Beside secrets Bruno writes no empty block: it was ours, and goes with its last variable. */
function without({ body, lines }: File, line: BruLine): string {
  const { length: eol } = /^\r?\n/.exec(body.slice(line.end))?.[0] ?? '';
  const block = blockOf(body.slice(line.start, line.end).trimStart(), body.slice(line.end, line.end + eol));
  const isOurs = body.startsWith(block) && lines.some((each) => each.block !== null && each.block !== 'vars');
  return isOurs ? body.slice(block.length) : body.slice(0, line.start) + body.slice(line.end + eol);
}

function masked(body: string, line: BruLine): string {
  const text = body.slice(line.start, line.end);
  const value = body.slice(line.valueStart, line.end);
  switch (line.kind) {
    case 'variable':
      if (value === '' || /^\{\{[\w.-]+\}\}\s*$/.test(value)) return text;
      return body.slice(line.start, line.valueStart) + MASK;
    case 'text':
      return value.trim() === '' ? text : MASK;
    case 'note':
      return commentLooksSecret(text.replace(/^\s*@/, '')) ? MASK : text;
    case 'rest':
      return /^color: *#?\w+ *$/.test(text) || text.trim() === '' ? text : MASK;
    default:
      return text;
  }
}
