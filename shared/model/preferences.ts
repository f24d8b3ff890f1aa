import * as z from 'zod/mini';

export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof themeSchema>;

export const preferencesSchema = z.strictObject({
  theme: themeSchema,
  /** The environment shown last; null before there is one. */
  environmentId: z.nullable(z.uuid()),
  /** Writes what happens on the wire into the log: method, address, status, times; never a header or a body. */
  debugLog: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const preferenceChangesSchema = z.strictObject({
  theme: z.exactOptional(themeSchema),
  environmentId: z.exactOptional(z.nullable(z.uuid())),
  debugLog: z.exactOptional(z.boolean()),
});

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', environmentId: null, debugLog: false };

/** @returns preferences as a file has them: one of an older Keyrack lacks what came since, and that alone has its default */
export function preferencesIn(stored: unknown): Preferences {
  const known = typeof stored === 'object' ? stored : {};
  const parsed = preferencesSchema.safeParse({ ...DEFAULT_PREFERENCES, ...known });
  return parsed.success ? parsed.data : DEFAULT_PREFERENCES;
}
