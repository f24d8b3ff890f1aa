import * as z from 'zod/mini';
import { memberName } from './words.ts';

/** What a request can take from. */
export const INPUTS = [
  'name',
  'description',
  'scopes',
  'testMode',
  'expiresAt',
  'allowedIps',
  'id',
  'since',
  'condition',
  'keyId',
] as const;

/** How a value is written. `tree`: scopes `scm:read` as `{ "scm": ["read"] }`. */
export const WRITES = [
  'tree',
  'spaced',
  'comma',
  'text',
  'not',
  'epochS',
  'epochMs',
  'day',
  'secondsFromNow',
  'daysFromNow',
] as const;

const fromInput = z.strictObject({
  $: z.union([z.enum(INPUTS), z.string().check(z.regex(/^param\.[a-z][A-Za-z0-9]*$/))]),
  as: z.optional(z.enum(WRITES)),
  /** The member is left out where the value is null, empty text or an empty list. */
  omitEmpty: z.optional(z.literal(true)),
});
export type FromInput = z.infer<typeof fromInput>;

const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export type Template =
  | FromInput
  | z.infer<typeof literal>
  | readonly Template[]
  | { readonly [name: string]: Template };

/** A request's body: JSON whose leaves are literals, or `{ "$": name of an input }`. */
export const templateSchema: z.ZodMiniType<Template> = z.lazy(() =>
  z.union([fromInput, literal, z.array(templateSchema), z.record(memberName, templateSchema)]),
);

/** One value of a query. */
export const leafSchema = z.union([fromInput, z.string(), z.number(), z.boolean()]);
export type Leaf = z.infer<typeof leafSchema>;
