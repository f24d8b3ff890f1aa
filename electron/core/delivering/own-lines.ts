import { isPlainSecret } from '#shared/text/plain-secret.ts';
import { looksSecret, namesSecret } from '#shared/text/secret-looks.ts';
import { type Entry, type FileExporter, type JsonValue, MASK } from '../ports/exporter.ts';
import { type Document, framed } from './document.ts';

/** Lines that Keyrack writes for an entry, with dots for the key: they tell nothing where they stand in a file. */
type OwnLines = ReadonlySet<string>;

/** Of an entry of which nothing is known. */
export const NO_LINES: OwnLines = new Set();

interface Own {
  readonly server: string;
  readonly keyId: string;
  readonly delivery: string;
  /** As Keyrack renders it, with dots for the key. Nothing that stood in a file of somebody else may be in it. */
  readonly value: JsonValue;
}

/** @throws AppError file-refused */
export function ownLines(
  exporter: FileExporter,
  document: Document,
  { server, keyId, delivery, value }: Own,
): OwnLines {
  const blank = framed(exporter, { ...document, text: '' }, delivery).text;
  const text = exporter.editor.put(blank, exporter.path(server), withoutSecrets(value, { server, keyId }));
  return new Set(text.split('\n').map(core));
}

/**
 * The document for people's eyes. A file is masked by where a value stands, which takes the lines of an entry of ours for
 * secret as well: those are shown.
 * SECURITY: a line is shown as a whole or not at all (test: "beside a line of ours").
 * @throws AppError file-refused
 */
export function maskedBut(own: OwnLines, { editor }: Pick<FileExporter, 'editor'>, text: string): string {
  const masked = editor.mask(text, null);
  const plain = text.split('\n');
  const shown = masked.split('\n');
  if (own.size === 0 || plain.length !== shown.length) return masked;
  return shown
    .map((line, index) => (own.has(core(plain[index] ?? '')) ? (plain[index] ?? '') : line))
    .join('\n');
}

/** A line without what the layout of a file makes of it. */
const core = (line: string): string => line.replace(/\s+/g, '').replace(/,$/, '');

/** What the user wrote into the entry besides, where it looks like a secret, is none of ours. */
function withoutSecrets(value: JsonValue, own: Pick<Own, 'server' | 'keyId'>, name = ''): JsonValue {
  // An item of a list is told by its name, which must stay.
  if (typeof value === 'string') {
    return value !== own.server && !isOwnHelper(value, own) && isPlainSecret(name, value) ? MASK : value;
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const ours = ownWords(value, own);
    return value.map((item: JsonValue, index) => {
      if (typeof item !== 'string') return withoutSecrets(item, own);
      return index < ours ? item : word(item, index === ours ? undefined : value[index - 1]);
    });
  }
  const members = Object.entries(value).map(([member, item]: [string, JsonValue]) => [
    member,
    withoutSecrets(item, own, member),
  ]);
  return Object.fromEntries(members);
}

/** How many words of a command are ours: the launcher, its options and the key's id, up to what it starts. */
function ownWords(words: readonly JsonValue[], { keyId }: Pick<Own, 'keyId'>): number {
  const isId = (text: JsonValue | undefined) => typeof text === 'string' && text.startsWith(keyId);
  const key = words.findIndex((text, index) => text === '--key' && isId(words[index + 1]));
  if (key === -1) return 0;
  const end = words.indexOf('--', key);
  return end === -1 ? key + 2 : end + 1;
}

/** The line by which a client asks us for its headers; it names the key by its id alone. */
const isOwnHelper = (text: string, { keyId }: Pick<Own, 'keyId'>): boolean =>
  text.includes(` headers --key ${keyId}`) && !looksSecret(text);

function word(text: string, before: JsonValue | undefined): string {
  const isNamed = typeof before === 'string' && namesSecret(before);
  return isNamed || looksSecret(text) ? MASK : text;
}

/** An entry as it is shown before it is written: a variable that the user gave besides may be a secret. */
export const withoutSetSecrets = <E extends Pick<Entry, 'set'>>(entry: E): E => ({
  ...entry,
  set: Object.fromEntries(
    Object.entries(entry.set).map(([name, value]) => [name, isPlainSecret(name, value) ? MASK : value]),
  ),
});
