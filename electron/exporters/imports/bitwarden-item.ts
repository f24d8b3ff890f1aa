import * as z from 'zod/mini';

const text = z.nullish(z.string());

/** An item of the export, with the members that are read; others stay in it, so that they can be told. */
export const itemSchema = z.looseObject({
  name: text,
  deletedDate: text,
  login: z.nullish(z.looseObject({ username: text, password: text })),
  fields: z.nullish(z.array(z.object({ name: text, value: text, type: z.nullish(z.number()) }))),
});
export type BitwardenItem = z.infer<typeof itemSchema>;

/** `type` of a field that is shown as dots. */
export const HIDDEN = 1;
