import { type Editor, type JsonValue, MASK } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { unwritable } from './dotenv-value.ts';
import { isName, maskedComment } from './env-mask.ts';
import {
  appendLine,
  assertPlainLines,
  cutLine,
  nameIn,
  namesOf,
  onlyOne,
  physicalLines,
} from './own-line.ts';
import { refusedPlace } from './refusal.ts';
import { scanShell } from './shell-scan.ts';
import { SHELLS, type Shell, SYNTAX } from './shell-syntax.ts';
import { rewrite, type Span } from './splice.ts';

/** The entry as data: in which shell's words it stands, and what. */
export type ShellEntry = { readonly shell: Shell; readonly value: string };

interface SettingLine extends Span {
  readonly name: string;
  /** null: it is set in another way than ours. */
  readonly entry: ShellEntry | null;
}

/**
 * A script or profile of a shell, in which one line of ours sets a variable; the path is its name. All else is foreign,
 * and only judged for whether it would run over our line.
 */
export const shell: Editor = {
  read(text, path) {
    const { body } = splitMark(text);
    const line = settingLine(body, nameIn(path));
    return line?.entry === undefined ? undefined : line.entry;
  },

  put(text, path, value) {
    const wanted = entryOf(value);
    const { mark, body } = splitMark(text);
    const name = nameIn(path);
    const setting = written(name, wanted);
    assertOpenTo(mark, body, wanted.shell);
    const line = settingLine(body, name);
    if (line === undefined) return mark + appendLine(body, setting);
    if (line.entry?.shell !== wanted.shell) {
      throw refusedPlace(body, line.start, `“${name}” is set there in another way than Keyrack writes`);
    }
    return mark + rewrite(body, [line], () => setting);
  },

  remove(text, path) {
    const { mark, body } = splitMark(text);
    const line = settingLine(body, nameIn(path));
    if (line === undefined) return text;
    const { start, end } = wholeLine(body, line);
    return mark + cutLine(body, start, end);
  },

  mask(text) {
    const { mark, body } = splitMark(text);
    return mark + rewrite(body, physicalLines(body), ({ start, end }) => masked(body.slice(start, end)));
  },

  names(text) {
    const { body } = splitMark(text);
    return namesOf(
      physicalLines(body).map(({ start, end }) => ({ name: nameSetBy(body.slice(start, end)) })),
    );
  },
};

/** @throws AppError forbidden-by-rule; no failure quotes the value */
function written(name: string, { shell: of, value }: ShellEntry): string {
  const { around, quote, fault } = SYNTAX[of];
  if (fault.test(value)) {
    throw unwritable('has a line break or another character', 'one line of this shell cannot hold it');
  }
  return around(name).join(quote(value));
}

/** Whether a line at the end is a line of its own. */
function assertOpenTo(mark: string, body: string, of: Shell): void {
  assertPlainLines(body);
  if (of !== 'powershell' && (mark !== '' || body.includes('\r'))) {
    const what = 'This shell takes a byte order mark or the line ends of Windows for a part of its words';
    throw refusedPlace(body, Math.max(0, body.indexOf('\r')), what);
  }
  const { pieces, open } = scanShell(body, of);
  if (open)
    throw refusedPlace(body, pieces.at(-1)?.start ?? 0, 'A quote or a here-document that is not closed');
}

/** @throws AppError file-refused where the variable is set twice, or a piece of something else runs over the line */
function settingLine(body: string, name: string): SettingLine | undefined {
  const lines = physicalLines(body)
    .filter(({ start, end }) => sets(body.slice(start, end), name))
    .map((line) => withEntry(body, line, name));
  const line = onlyOne(body, lines, name);
  if (line?.entry == null) return line;
  const { start } = line;
  const over = scanShell(body, line.entry.shell).pieces.find(
    (piece) => piece.start < start && piece.end > start,
  );
  if (over !== undefined)
    throw refusedPlace(body, over.start, `A quote or a here-document runs over “${name}”`);
  return line;
}

/** Any way in which a line outside of a comment may set a variable, in any of the shells. */
function sets(text: string, name: string): boolean {
  if (/^\s*#/.test(text)) return false;
  const exact = [
    String.raw`(?<![\w.$:-])${name}\+?=`,
    String.raw`\bset\s+(-\S+\s+)*${name}\b`,
    String.raw`\bexport\s+([^;]*\s)?${name}\b`,
  ];
  // PowerShell tells no capitals from small letters.
  const anyCase = [
    String.raw`\benv:${name}\b\}?\s*\+?=`,
    String.raw`SetEnvironmentVariable\(\s*['"]${name}['"]`,
  ];
  const hits = (patterns: readonly string[], flags: string) =>
    patterns.some((pattern) => new RegExp(pattern, flags).test(text));
  return hits(exact, '') || hits(anyCase, 'i');
}

function withEntry(body: string, { start, end }: Span, name: string): SettingLine {
  const text = body.slice(start, end);
  for (const of of SHELLS) {
    const [all, indent = '', value = ''] = SYNTAX[of].form(name).exec(text) ?? [];
    if (all === undefined) continue;
    const entry = { shell: of, value: SYNTAX[of].unquote(value) };
    return { name, entry, start: start + indent.length, end: start + all.length };
  }
  return { name, entry: null, start, end };
}

function wholeLine(body: string, { start, end }: Span): Span {
  const next = /\r?\n|$/.exec(body.slice(end))?.index ?? 0;
  return { start: body.lastIndexOf('\n', start - 1) + 1, end: end + next };
}

function entryOf(value: JsonValue): ShellEntry {
  const entry = value as Partial<ShellEntry> | null;
  const of = SHELLS.find((each) => each === entry?.shell);
  if (of === undefined || typeof entry?.value !== 'string')
    throw new Error('an entry of a shell has a shell and a value');
  return { shell: of, value: entry.value };
}

const HEAD =
  /^(\s*(?:(?:export|typeset|declare|readonly|local)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)=|\s*set\s+(?:-\w+\s+)*([A-Za-z_]\w*)\s|\s*\$env:([A-Za-z_]\w*)\s*=\s*)./;

/** @returns '' where the line sets no variable */
function nameSetBy(text: string): string {
  const [, , ...names] = HEAD.exec(text) ?? [];
  return names.find((each) => each !== undefined) ?? '';
}

/** A profile is somebody's program, and any of its words may be a password: only comments and names are shown. */
function masked(text: string): string {
  if (/^\s*(#|$)/.test(text)) return maskedComment(text);
  const [, head = ''] = HEAD.exec(text) ?? [];
  const name = nameSetBy(text);
  if (name !== '') return isName(name) ? head + MASK : MASK;
  return /^\s*[a-z]{1,12}$/.test(text) ? text : MASK;
}
