import * as z from 'zod/mini';

// Rules of this folder: a manifest is data. No expression, no code, no field that the engine does not use; what is not
// listed here is refused, so that a manifest cannot promise what does not happen.

export const slug = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'Use small letters, digits and hyphens; begin with a letter.'));
export const httpsUrl = z.url({ protocol: /^https$/, error: 'Write an address that begins with https://.' });
export const httpStatus = z.int().check(z.gte(200), z.lte(599));
export const words = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
// They say where a request goes and how it is cut: Keyrack's to write. A host behind the same address would get the
// credential of this one.
const OURS =
  /^(host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i;
export const headerName = z.string().check(
  z.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'Use letters, digits and hyphens, as headers have them.'),
  z.refine((name) => !OURS.test(name), 'Keyrack itself writes this header.'),
);
export const memberName = z
  .string()
  .check(z.regex(/^[A-Za-z_][\w-]{0,63}$/, 'Use letters, digits, _ and -; begin with a letter or _.'));
export const queryName = z
  .string()
  .check(
    z.regex(/^[A-Za-z_][\w.[\]-]{0,63}$/, 'Use letters, digits and _ . - [ ]; begin with a letter or _.'),
  );

const PATH_WORDS = 'Write names joined by dots, like data.key, or $ for the whole answer.';
const onePath = z.string().check(z.regex(/^(\$|[A-Za-z_][\w-]*(\.([A-Za-z_][\w-]*|\d{1,3}))*)$/, PATH_WORDS));

/** Names joined by dots, from the top of the answer; `$` is the top itself. Of several, the first that fits counts. */
export const answerPath = z.union([onePath, z.array(onePath).check(z.minLength(1), z.maxLength(12))]);
export type AnswerPath = z.infer<typeof answerPath>;

const REQUEST_WORDS =
  'Begin with a slash; use plain segments, and {id} or {param.name} as whole ones. No host, no query.';

/**
 * Fixed text and whole segments that are `{id}` or `{param.name}`. `{base}` at the beginning is the path of the
 * candidate that worked (see auth).
 */
export const requestPath = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(/^(\{base\})?(\/([A-Za-z0-9][\w.~-]*|\{id\}|\{param\.[a-z][A-Za-z0-9]*\}))+\/?$/, REQUEST_WORDS),
  );

/** Text with `{name}` of a credential part, or `{param.name}`, in it. What reaches a header stays on one line. */
export const mixedText = z
  .string()
  .check(z.maxLength(500), z.regex(/^[\x20-\x7e]*$/, 'Use plain characters on one line.'));
