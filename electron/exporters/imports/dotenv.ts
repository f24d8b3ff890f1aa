import type { Importer, ImportItem } from '#core/ports/importer.ts';
import { Secret } from '#core/secret.ts';
import { isPlainSecret, isReference } from '#shared/text/plain-secret.ts';
import { splitMark } from '../editors/byte-order-mark.ts';
import { dotenv } from '../editors/dotenv.ts';
import { type DotenvLine, dotenvLines } from '../editors/dotenv-lines.ts';
import { refusedPlace } from '../editors/refusal.ts';
import { inWords, type PassedOver } from './passed-over.ts';

/** A .env, by the reader of the target: what programs would read differently is refused, or told. */
export const dotenvImport: Importer = {
  id: 'dotenv',
  name: '.env file',
  recognises: (text) => /^\uFEFF?\s*(#.*\s+)*(export\s+)?[\w.-]+\s*=/.test(text.slice(0, 4_096)),
  read: (text) => {
    const { body } = splitMark(text);
    const lines = dotenvLines(body);
    refuseStrange(body, lines);
    const passedOver: PassedOver[] = lines.filter((line) => hasComment(body, line)).map(() => 'comment');
    const items = (dotenv.names?.(text) ?? []).flatMap((name): ImportItem[] => {
      const value = dotenv.read(text, [name]);
      if (typeof value === 'string' && value !== '' && !isReference(value)) return [itemOf(name, value)];
      passedOver.push(value === '' ? 'variable without a value' : 'reference');
      return [];
    });
    return { items, passedOver: inWords(passedOver) };
  },
};

const itemOf = (name: string, value: string): ImportItem => ({
  name,
  variable: name,
  isKey: isPlainSecret(name, value),
  secret: new Secret(value),
  unclear: /[$\\]/.test(value) ? 'It has a $ or a backslash, which programs read in different ways.' : null,
});

/** All or nothing: a file with lines of another kind is no .env, and what they hold is in no item. */
function refuseStrange(body: string, lines: readonly DotenvLine[]): void {
  for (const line of lines) {
    if (line.kind === 'other') throw refusedPlace(body, line.start, 'A line that sets no variable');
    if (!/^\s*(#|$)/.test(behind(body, line))) {
      throw refusedPlace(body, line.valueEnd, 'There is more behind a value');
    }
  }
}

/** An old value may stand in it, or what a value goes on with behind a #. A rule of dashes says nothing. */
const hasComment = (body: string, line: DotenvLine): boolean =>
  /[\p{L}\p{N}]/u.test(line.kind === 'comment' ? body.slice(line.start, line.end) : behind(body, line));

const behind = (body: string, { kind, valueEnd, end }: DotenvLine): string =>
  kind === 'assignment' ? body.slice(valueEnd, end) : '';
