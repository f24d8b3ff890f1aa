import { AppError } from '#core/errors.ts';

const BLANK = /[ \t\n]/;
// Inside double quotes a backslash stands for itself before anything else.
const ESCAPED_IN_DOUBLE_QUOTES = '"\\$`';
// Alone they would be operators of a shell. Nothing here runs in one, so they would silently become arguments.
const OPERATORS = new Set(['|', '||', '&', '&&', ';', '<', '>', '>>', '2>', '2>&1']);

/**
 * Splits a command line into words as a POSIX shell does (XCU 2.2 Quoting, 2.6.5 Field Splitting): blanks
 * separate, quotes and backslashes keep together. Nothing is expanded: `$HOME`, `~` and `*` stay as they are.
 * @throws AppError invalid-input for an open quote, a lonely operator, or no word at all
 */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (BLANK.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const { word, end } = readWord(line, at);
    if (OPERATORS.has(line.slice(at, end))) throw operatorRefused(word);
    if (end > at) words.push(word);
    at = end;
  }
  if (words.length === 0)
    throw new AppError('invalid-input', { message: 'The command is empty.', next: USAGE });
  return words;
}

const USAGE = 'Write it as for a shell, such as --command "npx -y some-server".';

interface Piece {
  readonly word: string;
  readonly end: number;
}

function readWord(line: string, start: number): Piece {
  let word = '';
  let at = start;
  while (at < line.length && !BLANK.test(line.charAt(at))) {
    const piece = readPiece(line, at);
    word += piece.word;
    at = piece.end;
  }
  return { word, end: at };
}

function readPiece(line: string, at: number): Piece {
  const character = line.charAt(at);
  if (character === "'") return readSingleQuoted(line, at);
  if (character === '"') return readDoubleQuoted(line, at);
  if (character !== '\\') return { word: character, end: at + 1 };
  const escaped = line.charAt(at + 1);
  if (escaped === '') throw openQuote('\\');
  // A backslash before a line break joins the lines.
  return { word: escaped === '\n' ? '' : escaped, end: at + 2 };
}

function readSingleQuoted(line: string, start: number): Piece {
  const end = line.indexOf("'", start + 1);
  if (end === -1) throw openQuote("'");
  return { word: line.slice(start + 1, end), end: end + 1 };
}

function readDoubleQuoted(line: string, start: number): Piece {
  let word = '';
  let at = start + 1;
  while (line.charAt(at) !== '"') {
    if (at >= line.length) throw openQuote('"');
    const next = line.charAt(at + 1);
    if (line.charAt(at) !== '\\') word += line.charAt(at++);
    else if (next === '\n') at += 2;
    else if (next !== '' && ESCAPED_IN_DOUBLE_QUOTES.includes(next)) {
      word += next;
      at += 2;
    } else word += line.charAt(at++);
  }
  return { word, end: at + 1 };
}

const openQuote = (quote: string) =>
  new AppError('invalid-input', { message: `A ${quote} in the command is not closed.`, next: USAGE });

const operatorRefused = (operator: string) =>
  new AppError('invalid-input', {
    message: `"${operator}" belongs to a shell, and the command is not run by one.`,
    next: 'Name one program and its arguments; put the operator in quotes where it is meant as an argument.',
  });
