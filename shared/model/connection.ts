import * as z from 'zod/mini';
import { errorCodeSchema } from '../ipc/errors.ts';
import { idSchema, nameSchema } from './text-fields.ts';

export const connectionSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  provider: z.string(),
  environmentId: idSchema,
  baseUrl: z.string(),
  /** The user named this address; it is not the service's own. */
  customHost: z.boolean(),
});
export type Connection = z.infer<typeof connectionSchema>;

export const newConnectionSchema = z.strictObject({
  environmentId: idSchema,
  provider: z.string(),
  name: z.optional(nameSchema),
  baseUrl: z.optional(z.string()),
});
export type NewConnection = z.infer<typeof newConnectionSchema>;

export const connectionTestSchema = z.strictObject({
  ok: z.boolean(),
  /** What was asked and answered, in words; never a body or a header of the service. */
  message: z.string(),
  next: z.nullable(z.string()),
  /** Why it failed, for a script; absent where it did not. */
  code: z.optional(errorCodeSchema),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
