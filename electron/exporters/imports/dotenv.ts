import type { Importer } from '#core/ports/importer.ts';
import { Secret } from '#core/secret.ts';
import { dotenv } from '../editors/dotenv.ts';
import { isPlainSecret, isReference } from '../editors/plain-secret.ts';

/** A .env, by the reader of the target: what programs would read differently is refused, or told. */
export const dotenvImport: Importer = {
  id: 'dotenv',
  name: '.env file',
  recognises: (text) => /^\uFEFF?\s*(#.*\s+)*(export\s+)?[\w.-]+\s*=/.test(text.slice(0, 4_096)),
  read: (text) =>
    (dotenv.names?.(text) ?? []).flatMap((name) => {
      const value = dotenv.read(text, [name]);
      if (typeof value !== 'string' || value === '' || isReference(value)) return [];
      const unclear = /[$\\]/.test(value)
        ? 'It has a $ or a backslash, which programs read in different ways.'
        : null;
      return [
        { name, variable: name, isKey: isPlainSecret(name, value), secret: new Secret(value), unclear },
      ];
    }),
};
