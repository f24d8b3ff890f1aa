import { isPlainSecret } from './plain-secret.ts';
import { namesSecret } from './secret-looks.ts';

/** A word of a command, with the option that it is given by; of none it is empty. */
export interface OptionValue {
  readonly option: string;
  readonly value: string;
}

/** @returns what stands in a command besides its options: `--api-key X`, `--api-key=X`, `X` */
export function optionValues(words: readonly string[]): readonly OptionValue[] {
  return words.map((word, at): OptionValue => {
    const [, joined = '', joinedValue = ''] = /^(--?[A-Za-z][\w-]*)=(.+)$/s.exec(word) ?? [];
    if (joined !== '') return { option: joined, value: joinedValue };
    const before = words[at - 1] ?? '';
    return { option: /^--?[A-Za-z][\w-]*$/.test(before) ? before : '', value: word };
  });
}

/** A word that begins like a key of a service that is known by it. */
export const isKnownKey = (word: string): boolean =>
  isPlainSecret('', word) && /^(sk|ghp|gho|github_pat|glpat|xox[a-z])[-_]/.test(word);

/** `NAME=VALUE` as of `docker run -e`, and `Name: value` as of a header. */
const NAMED = /^([A-Za-z_][\w-]*)(?:=|:\s+)(.+)$/s;
const OPTION = /^-/;

/** @returns by what the secrets of a command are given, as far as they look like some; of none in particular it is empty */
export function secretsInCommand(words: readonly string[]): readonly string[] {
  return optionValues(words)
    .filter(({ value }) => !OPTION.test(value))
    .flatMap(({ option, value }) => {
      const [, name = '', text = ''] = NAMED.exec(value) ?? [];
      if (name !== '') return isPlainSecret(name, text) ? [name] : [];
      const isNamed = namesSecret(option) && isPlainSecret(option, value);
      return isNamed || isKnownKey(value) ? [option] : [];
    });
}
