import * as z from 'zod/mini';
import { descriptionSchema, nameSchema } from '#shared/model/text-fields.ts';
import { SCOPES } from './catalogue.ts';

const MAX_EXPIRY_MS = 3650 * 86_400_000;

const scopesSchema = z.array(z.enum(SCOPES, 'name known scopes only')).check(
  z.minLength(1, 'name at least one scope'),
  z.refine((scopes) => new Set(scopes).size === scopes.length, 'name each scope once'),
);

const fields = { name: nameSchema, description: descriptionSchema, scopes: scopesSchema };

/** @param now what an expiry has to lie after */
export function newKeySchema(now: Date) {
  const inRange = (text: string) => {
    const ms = Date.parse(text) - now.getTime();
    return ms > 0 && ms <= MAX_EXPIRY_MS;
  };
  const instant = z.iso
    .datetime('write an instant in UTC, like 2027-01-31T12:00:00Z')
    .check(z.refine(inRange, 'name a time to come, within ten years'));
  return z.strictObject({
    ...fields,
    description: z._default(fields.description, ''),
    test_mode: z._default(z.boolean('write true or false'), false),
    expires_at: z._default(z.nullable(instant), null),
  });
}
export type NewKey = z.infer<ReturnType<typeof newKeySchema>>;

export const keyChangesSchema = z
  .partial(z.strictObject(fields))
  .check(z.refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'));
export type KeyChanges = z.infer<typeof keyChangesSchema>;

/** @returns what is wrong with a body, for people; field names yes, values never */
export function issueWords(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'The body is not as it should be.';
  if (issue.code === 'unrecognized_keys')
    return `Unknown field: ${JSON.stringify(issue.keys[0]).slice(0, 80)}.`;
  const field = issue.path.length === 0 ? 'body' : issue.path.map(String).join('.');
  return `${field}: ${issue.message}`;
}
