import * as z from 'zod/mini';

/** What a test does, in this order; not each test does all. */
export const deliveryTestStepSchema = z.enum([
  'file',
  'self-test',
  'headers',
  'start',
  'initialize',
  'tools',
]);
export type DeliveryTestStep = z.infer<typeof deliveryTestStepSchema>;

/** SECURITY: every text is cut free of the key's value before it comes here. */
export const deliveryTestSchema = z.strictObject({
  ok: z.boolean(),
  /** What happened. */
  message: z.string(),
  /** What to do; null: nothing. */
  next: z.nullable(z.string()),
  /** What else is worth knowing, such as that the entry was changed. */
  notes: z.array(z.string()),
  /** As it calls itself; null: it did not say. */
  server: z.nullable(z.strictObject({ name: z.string(), version: z.string() })),
  /** null: not asked, or the server has none to offer. */
  tools: z.nullable(z.array(z.string())),
  milliseconds: z.int(),
  /** The last lines that the server wrote for people. */
  output: z.array(z.string()),
});
export type DeliveryTest = z.infer<typeof deliveryTestSchema>;
