import type * as z from 'zod/mini';
import type { Issue } from './manifest/contradictions.ts';

type ZodIssue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

function ofSize({ origin, limit, isMost }: { origin: string; limit: unknown; isMost: boolean }): string {
  const most = isMost ? 'most' : 'least';
  if (origin === 'string') return `Use ${limit} characters at ${most}.`;
  if (origin === 'array') return `Use ${limit} entries at ${most}.`;
  return `Use ${limit} at ${most}.`;
}

// What zod/mini says without a catalogue of words: then the code says more.
const UNSAID = 'Invalid input';

function wordsOf(issue: ZodIssue): string {
  if (issue.message !== '' && issue.message !== UNSAID) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `It is missing: ${KINDS[issue.expected] ?? issue.expected} is needed here.`
        : `This has to be ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'unrecognized_keys':
      return `There is no field named ${issue.keys.join(', ')} here.`;
    case 'invalid_value':
      return `This has to be ${issue.values.length === 1 ? '' : 'one of '}${quoted(issue.values)}.`;
    case 'too_small':
      return ofSize({ origin: issue.origin, limit: issue.minimum, isMost: false });
    case 'too_big':
      return ofSize({ origin: issue.origin, limit: issue.maximum, isMost: true });
    case 'invalid_key':
      return issue.issues.map(wordsOf)[0] ?? 'This name cannot be used.';
    default:
      if (issue.input === undefined) return 'It is missing.';
      return 'This has none of the forms that can stand here.';
  }
}

/** Of several forms the one that was probably meant: the fewest faults, none of them that it is something else. */
function meant(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] {
  const isElse = (branch: readonly ZodIssue[]) =>
    branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const fitting = branches.filter((branch) => !isElse(branch));
  const ordered = (fitting.length === 0 ? [] : fitting).toSorted((a, b) => a.length - b.length);
  return ordered[0] ?? [];
}

function flatten(issue: ZodIssue, above: readonly PropertyKey[]): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = meant(issue.errors);
    if (inner.length > 0) return inner.flatMap((one) => flatten(one, path));
  }
  return [{ path: path.map(String).join('.'), message: wordsOf(issue) }];
}

const MOST = 50;

/** What is wrong with a document, in plain words, in its order. */
export const issuesOf = (error: z.core.$ZodError): readonly Issue[] =>
  error.issues.flatMap((issue) => flatten(issue, [])).slice(0, MOST);
