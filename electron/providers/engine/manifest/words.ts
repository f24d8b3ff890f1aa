import * as z from 'zod/mini';

// Rules of this folder: a manifest is data. No expression, no code, no field that the engine does not use; what is not
// listed here is refused, so that a manifest cannot promise what does not happen.

export const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/));
export const httpsUrl = z.url({ protocol: /^https$/ });
export const httpStatus = z.int().check(z.gte(200), z.lte(599));
export const words = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
export const headerName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/));
export const memberName = z.string().check(z.regex(/^[A-Za-z_][\w-]{0,63}$/));

const onePath = z.string().check(z.regex(/^(\$|[A-Za-z_][\w-]*(\.([A-Za-z_][\w-]*|\d{1,3}))*)$/));

/** Names joined by dots, from the top of the answer; `$` is the top itself. Of several, the first that is there counts. */
export const answerPath = z.union([onePath, z.array(onePath).check(z.minLength(1))]);
export type AnswerPath = z.infer<typeof answerPath>;

/**
 * Fixed text and whole segments that are `{id}` or `{param.name}`. `{base}` at the beginning is the path of the
 * candidate that worked (see auth).
 */
export const requestPath = z
  .string()
  .check(z.regex(/^(\{base\})?(\/([A-Za-z0-9][\w.~-]*|\{id\}|\{param\.[a-z][A-Za-z0-9]*\}))+\/?$/));

/** Text with `{name}` of a credential part, or `{param.name}`, in it. */
export const mixedText = z.string().check(z.maxLength(500));
