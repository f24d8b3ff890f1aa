import * as z from 'zod/mini';
import { AppError } from '#core/errors.ts';
import type { Importer, ImportItem } from '#core/ports/importer.ts';
import { Secret } from '#core/secret.ts';
import { type BitwardenItem, HIDDEN, itemSchema } from './bitwarden-item.ts';
import { leftIn } from './bitwarden-rest.ts';
import { looksLikeKey, variableIn } from './key-looks.ts';
import { inWords } from './passed-over.ts';

const fileSchema = z.object({
  encrypted: z.optional(z.unknown()),
  passwordProtected: z.optional(z.unknown()),
  items: z.optional(z.array(z.unknown())),
});

const refused = (
  message: string,
  next = 'Export it from Bitwarden again, as .json, and leave it as it is.',
) => new AppError('file-refused', { message: `${message} Nothing was imported.`, next });

/**
 * The unencrypted JSON of Bitwarden: passwords of logins, and hidden fields of any item.
 * Sources: bitwarden.com/help/condition-bitwarden-import and its encrypted exports (`encrypted`, `passwordProtected`).
 */
export const bitwarden: Importer = {
  id: 'bitwarden',
  name: 'Bitwarden JSON',
  recognises: (content) => /^\uFEFF?\s*\{/.test(content.slice(0, 4_096)),
  read: (content) => {
    const file = fileSchema.safeParse(parsed(content));
    if (!file.success) throw refused('The file is not a Bitwarden export.');
    const { encrypted, passwordProtected, items } = file.data;
    if (encrypted === true || passwordProtected === true) {
      throw refused(
        'The file is an encrypted export, which Bitwarden alone can open.',
        'Export it as .json without encryption, import it, and delete it.',
      );
    }
    if (items === undefined) throw refused('The file is not a Bitwarden export: it has no items.');
    const read = items.map((item, at) => readItem(item, at + 1));
    return {
      items: read.flatMap(itemsOf),
      passedOver: inWords(read.flatMap((item) => leftIn(item, valuesOf(item).length > 0))),
    };
  },
};

function parsed(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    // SECURITY: the parser's own message quotes what it found (test: "no refusal quotes the file").
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw refused('The file is not JSON.');
  }
}

function readItem(found: unknown, number: number): BitwardenItem {
  const item = itemSchema.safeParse(found);
  if (!item.success) throw refused(`Item ${number} is not as Bitwarden writes it.`);
  return item.data;
}

function itemsOf(item: BitwardenItem): ImportItem[] {
  const { name, deletedDate } = item;
  // What is in the bin was thrown away by its owner.
  if (typeof deletedDate === 'string') return [];
  return valuesOf(item).map(({ field, value, hasUser }) => ({
    name: [name ?? '', field].filter((part) => part !== '').join(' '),
    variable: variableIn(field === '' ? (name ?? '') : field),
    isKey: looksLikeKey([name ?? '', field], hasUser, value),
    secret: new Secret(value),
    unclear: value.includes('\0')
      ? 'It has a NUL character, which neither a keychain nor a variable can carry.'
      : null,
  }));
}

function valuesOf({ login, fields }: BitwardenItem) {
  const hidden = (fields ?? []).filter(({ type }) => type === HIDDEN);
  const all = [
    { field: '', value: login?.password ?? '', hasUser: (login?.username ?? '') !== '' },
    ...hidden.map(({ name, value }) => ({ field: name ?? '', value: value ?? '', hasUser: false })),
  ];
  return all.filter(({ value }) => value !== '');
}
