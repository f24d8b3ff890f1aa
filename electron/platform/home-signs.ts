import { closeSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CHROMIUM,
  DATA_KEY,
  isOfBrowser,
  isOursIn,
  LEDGER,
  MARK,
  namedIn,
  SEALED,
  VAULT,
} from './home-names.ts';
import { MARK_WORDS } from './uninstall-mark.ts';

/** What systems put into an empty folder or disk by themselves. */
const OF_THE_SYSTEM = new Set(['.DS_Store', 'desktop.ini', 'lost+found']);
const POINTER = join(SEALED, DATA_KEY);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i;
const SQLITE = 'SQLite format 3\0';
/** As the first migration says it; SQLite keeps the words: in the first pages as a rule, in the log until a checkpoint. */
const SCHEMA =
  /CREATE TABLE environments \(\s+id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL/;
const CHUNK = 512 * 1024;
/** More than the words of the schema: they may stand across two chunks. */
const OVERLAP = 256;
/** More than a pointer, or the words of a mark. */
const HEAD = 512;

/**
 * Whether a folder is a home of Keyrack, told by what no other program writes; a name alone tells nothing: `~/.config` may
 * hold a `chromium`, and any folder a `sealed`. It is only read, and no database is opened: that would write beside it.
 */
export function isHome(folder: string): boolean {
  return hasLedger(folder) || hasVault(folder) || hasPointer(folder) || hasMark(folder);
}

/** @returns whether there is a ledger of ours */
export function hasLedger(folder: string): boolean {
  const file = join(folder, LEDGER);
  return textAt(file, 0, SQLITE.length) === SQLITE && [file, `${file}-wal`].some(hasSchema);
}

function hasVault(folder: string): boolean {
  try {
    const { schema, tier } = JSON.parse(textAt(join(folder, VAULT), 0, CHUNK)) as Record<string, unknown>;
    return typeof schema === 'number' && typeof tier === 'string';
  } catch {
    return false;
  }
}

function hasPointer(folder: string): boolean {
  const text = textAt(join(folder, POINTER), 0, HEAD);
  // Of a longer file the rest is not known.
  return text.length < HEAD && UUID.test(text);
}

const hasMark = (folder: string) => textAt(join(folder, MARK), 0, HEAD).startsWith(MARK_WORDS);

/**
 * @returns whether a folder may become or go on as a home: it is empty, is one, or holds nothing but what a first start
 *   that was killed, or a ledger that was damaged, leaves
 */
export function mayBeHome(folder: string): boolean {
  const names = readdirSync(folder).filter((name) => !OF_THE_SYSTEM.has(name));
  return names.length === 0 || isHome(folder) || isBegun(folder, names);
}

/** `sealed` is the first thing that a home gets. */
const isBegun = (folder: string, names: readonly string[]): boolean =>
  names.every((name) => holdsOurs(folder, name)) && names.includes(SEALED) && isFolder(join(folder, SEALED));

/** @returns whether it and all in it may be Keyrack's */
function holdsOurs(folder: string, name: string): boolean {
  const named = namedIn(name);
  const path = join(folder, name);
  if (named === null || !isFolder(path)) return named !== null;
  const inside = readdirSync(path);
  return inside.every((each) => isOursIn(named, each)) && !(name === CHROMIUM && isOfBrowser(inside));
}

const isFolder = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function hasSchema(path: string): boolean {
  for (let at = 0; ; at += CHUNK - OVERLAP) {
    const text = textAt(path, at, CHUNK);
    if (SCHEMA.test(text)) return true;
    if (text.length < CHUNK) return false;
  }
}

/** @returns as text of one byte a character; empty where it is no file that can be read */
function textAt(path: string, at: number, length: number): string {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? read(path, at, length) : '';
  } catch {
    return '';
  }
}

function read(path: string, at: number, length: number): string {
  const file = openSync(path, 'r');
  try {
    // Only what was read into it is told.
    const bytes = Buffer.allocUnsafe(length);
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, length, at));
  } finally {
    closeSync(file);
  }
}
