import * as z from 'zod/mini';
import { cidrSchema } from '#shared/model/key.ts';
import { descriptionSchema, nameSchema } from '#shared/model/text-fields.ts';
import { SCOPES } from './catalogue.ts';

const DAY_MS = 86_400_000;
const MAX_EXPIRY_MS = 3650 * DAY_MS;

const scopesSchema = z.array(z.enum(SCOPES, 'name known scopes only')).check(
  z.minLength(1, 'name at least one scope'),
  z.refine((scopes) => new Set(scopes).size === scopes.length, 'name each scope once'),
);

const MAX_RANGES = 50;
const fields = {
  name: nameSchema,
  description: descriptionSchema,
  scopes: scopesSchema,
  allowed_ips: z.array(cidrSchema).check(z.maxLength(MAX_RANGES, `name at most ${MAX_RANGES} addresses`)),
};

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
    allowed_ips: z._default(fields.allowed_ips, []),
    test_mode: z._default(z.boolean('write true or false'), false),
    expires_at: z._default(z.nullable(instant), null),
  });
}
export type NewKey = z.infer<ReturnType<typeof newKeySchema>>;

export const keyChangesSchema = z
  .partial(z.strictObject(fields))
  .check(z.refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'));
export type KeyChanges = z.infer<typeof keyChangesSchema>;

/** Days for which uses are kept. */
export const KEPT_DAYS = 31;

/** @param now an instant before it, within the days that are kept */
export function usageSchema(now: Date) {
  const inRange = (text: string) => {
    const ms = now.getTime() - Date.parse(text);
    return ms >= 0 && ms <= KEPT_DAYS * DAY_MS;
  };
  return z.strictObject({
    since: z.iso
      .datetime('write an instant in UTC, like 2027-01-31T12:00:00Z')
      .check(z.refine(inRange, `name a time of the last ${KEPT_DAYS} days`)),
    by: z._default(z.enum(['hour', 'minute'], 'write hour or minute'), 'hour'),
  });
}
export type UsageQuery = z.infer<ReturnType<typeof usageSchema>>;

/** @returns what is wrong with a body or a query, for people; field names yes, values never */
export function issueWords(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'The body is not as it should be.';
  if (issue.code === 'unrecognized_keys')
    return `Unknown field: ${JSON.stringify(issue.keys[0]).slice(0, 80)}.`;
  const field = issue.path.length === 0 ? 'body' : issue.path.map(String).join('.');
  return `${field}: ${issue.message}`;
}
