import * as z from 'zod/mini';
import { AppError } from '#core/errors.ts';
import { durationMs, durationSchema } from '#shared/model/key.ts';

/**
 * Checks what was typed against a schema of the model.
 * @param options the option that each field came from, for the words; of a part of a field: `launch.url`
 * @throws AppError invalid-input
 */
export function parseInput<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  options: Readonly<Record<string, string>> = {},
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issue, path } = deepest(parsed.error.issues[0], []);
  const field = String(path[0] ?? '');
  const option = options[path.slice(0, 2).join('.')] ?? options[field] ?? `--${field}`;
  const choices =
    issue?.code === 'invalid_value' ? `Choose one of: ${issue.values.join(', ')}.` : wordsOf(issue);
  throw new AppError('invalid-input', {
    message: `${option} cannot be used as given.`,
    next: choices ?? 'See: keyrack --help',
    ...(field === '' ? {} : { field }),
  });
}

type Issue = z.core.$ZodIssue;

/** What the library says where the schema says nothing. */
const wordsOf = (issue: Issue | undefined): string | undefined =>
  issue?.message === 'Invalid input' ? undefined : issue?.message;

/** What a person can mend: of a choice of forms the one that was meant, of a name what is wrong with it. */
function deepest(
  issue: Issue | undefined,
  above: readonly PropertyKey[],
): { readonly issue: Issue | undefined; readonly path: readonly PropertyKey[] } {
  const path = [...above, ...(issue?.path ?? [])];
  if (issue?.code === 'invalid_union' && wordsOf(issue) === undefined) {
    const meant = issue.errors.find((form) => form.every(({ code }) => code !== 'unrecognized_keys'));
    return deepest((meant ?? issue.errors[0])?.[0], path);
  }
  if (issue?.code === 'invalid_key') return deepest(issue.issues[0], path);
  return { issue, path };
}

/** @returns the object without the fields that were not given. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** For an option that may be repeated. */
export const collect = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  value,
];

/** @returns `NAME=VALUE` words as a record. @throws AppError invalid-input, also where a name comes twice */
export function pairs(words: readonly string[], option: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at <= 0) {
      throw new AppError('invalid-input', {
        message: `${option} takes NAME=VALUE.`,
        next: `Write it like: ${option} REGION=eu`,
      });
    }
    const name = word.slice(0, at);
    if (found.has(name)) {
      throw new AppError('invalid-input', {
        message: `${option} names ${name} twice.`,
        next: 'Give it once.',
      });
    }
    found.set(name, word.slice(at + 1));
  }
  return Object.fromEntries(found);
}

/** @returns milliseconds. @throws AppError invalid-input */
export function parseDuration(text: string, option: string): number {
  return durationMs(
    parseInput(z.strictObject({ duration: durationSchema }), { duration: text }, { duration: option })
      .duration,
  );
}

/** @returns a whole number from 1 on. @throws AppError invalid-input */
export function parsePlace(text: string, option: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new AppError('invalid-input', {
    message: `${option} cannot be used as given.`,
    next: 'Write a whole number from 1 on.',
  });
}

/** @throws AppError unsupported, where an option is of a later version */
export function refuseLater(options: Readonly<Record<string, unknown>>, why: string): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    throw new AppError('unsupported', { message: `${option} cannot be used here.`, next: why });
  }
}
