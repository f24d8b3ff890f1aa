import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '#core/errors.ts';
import type { Importer, ImportItem } from '#core/ports/importer.ts';
import { Secret } from '#core/secret.ts';
import { looksLikeKey, variableIn } from './key-looks.ts';
import { inWords, type PassedOver } from './passed-over.ts';

// A value of a keychain is much shorter; a quote that is not closed takes the whole file for one.
const RECORD_MAX = 1_048_576;

const refused = (message: string) =>
  new AppError('file-refused', {
    message: `${message} Nothing was imported.`,
    next: 'Export it from 1Password again, as CSV, and leave it as it is.',
  });

/**
 * The CSV of 1Password 8: a line of column names (Title, Url, Username, Password, OTPAuth, Favorite, Archived, Tags,
 * Notes), in any order and any case. Source: 1Password's own export, and programs that write it for others.
 */
export const onePassword: Importer = {
  id: '1password',
  name: '1Password CSV',
  recognises: (text) => {
    const [head = ''] = text
      .replace(/^\uFEFF/, '')
      .slice(0, 4_096)
      .split(/\r?\n/);
    const names = head
      .toLowerCase()
      .split(',')
      .map((name) => name.replace(/^"|"$/g, '').trim());
    return names.includes('title') && names.includes('password');
  },
  read(text) {
    const [head = [], ...rows] = records(text);
    const names = head.map((name) => name.trim().toLowerCase());
    const column = (name: string) => {
      const [at = -1, again] = names.flatMap((each, index) => (each === name ? [index] : []));
      if (again !== undefined) throw refused(`The column "${name}" stands there twice.`);
      return at;
    };
    const at = {
      title: column('title'),
      user: column('username'),
      password: column('password'),
      tags: column('tags'),
    };
    const notes = column('notes');
    const codes = column('otpauth');
    if (at.title < 0 || at.password < 0) throw refused('A 1Password CSV has the columns Title and Password.');
    const known = new Set([...Object.values(at), notes, codes, ...PLAIN.map(column)]);
    const passedOver = rows.flatMap((row): PassedOver[] => [
      ...inLogin(row, at),
      ...ifAny(row[notes], 'note'),
      ...ifAny(row[codes], 'one-time password'),
      ...row.flatMap((cell, index) => (known.has(index) ? [] : ifAny(cell, 'other field'))),
    ]);
    return { items: rows.flatMap((row) => itemOf(row, at)), passedOver: inWords(passedOver) };
  },
};

type Columns = Readonly<Record<'title' | 'user' | 'password' | 'tags', number>>;

/** Nobody misses them: the address of a service is no secret, and how a list was sorted is no value. */
const PLAIN = ['url', 'favorite', 'archived'];

const ifAny = (cell: string | undefined, thing: PassedOver): PassedOver[] =>
  cell === undefined || cell.trim() === '' ? [] : [thing];

/** What of a login is not in its item. */
function inLogin(row: readonly string[], at: Columns): PassedOver[] {
  if (row[at.password] !== '') return ifAny(row[at.user], 'user name');
  return ifAny([row[at.title], row[at.user], row[at.tags]].join(''), 'item without a password');
}

function itemOf(row: readonly string[], at: Columns): ImportItem[] {
  const {
    title = '',
    user = '',
    password = '',
    tags = '',
  } = {
    title: row[at.title],
    user: row[at.user],
    password: row[at.password],
    tags: row[at.tags],
  };
  if (password === '') return [];
  const isKey = looksLikeKey([title, tags], user !== '', password);
  return [{ name: title, variable: variableIn(title), isKey, secret: new Secret(password), unclear: null }];
}

function records(text: string): readonly (readonly string[])[] {
  if (text.includes('\0')) throw refused('The file has a NUL character.');
  try {
    return parse(text, { bom: true, skip_empty_lines: true, max_record_size: RECORD_MAX });
  } catch (error) {
    // SECURITY: the parser's own message quotes what it found (test: "no refusal quotes the file").
    if (!(error instanceof CsvError)) throw error;
    throw refused(`The file is not CSV as 1Password writes it${lineOf(error)}.`);
  }
}

const lineOf = (error: CsvError): string => (typeof error.lines === 'number' ? ` (line ${error.lines})` : '');
