import * as z from 'zod/mini';

export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof themeSchema>;

export const densitySchema = z.enum(['comfortable', 'compact']);
export type Density = z.infer<typeof densitySchema>;

/** Minutes without a key press or a move of the mouse; 0: never. */
export const LOCK_AFTER_MINUTES = [0, 5, 15, 30, 60] as const;
/** Days before a key is due at which it counts as due soon. */
export const REMIND_DAYS = [1, 7, 14, 30] as const;

const savedSearchSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  search: z.string().check(z.maxLength(500)),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** A column of the rack as the user has it. The ids are the page's own. */
const rackColumnSchema = z.strictObject({
  id: z.string().check(z.maxLength(40)),
  shown: z.boolean(),
  /** CSS pixels; null: as it comes. */
  width: z.nullable(z.int().check(z.minimum(40), z.maximum(1200))),
});
export type RackColumn = z.infer<typeof rackColumnSchema>;

const rackOrderSchema = z.strictObject({
  column: z.string().check(z.maxLength(40)),
  descending: z.boolean(),
});

/** What a new connection begins with. SECURITY: no user and no password; this is a plain file. */
const connectionDefaultsSchema = z.strictObject({
  proxyUrl: z
    .string()
    .check(
      z.maxLength(500),
      z.regex(/^(?:https?:\/\/[^@\s]+)?$/, 'Use an address without a user and a password.'),
    ),
  proxyBypass: z.string().check(z.maxLength(1000)),
});

const fields = {
  theme: themeSchema,
  density: densitySchema,
  /** The environment shown last; null before there is one. */
  environmentId: z.nullable(z.uuid()),
  /** Writes what happens on the wire into the log: method, address, status, times; never a header or a body. */
  debugLog: z.boolean(),
  lockAfterMinutes: z.int().check(z.minimum(0), z.maximum(1440)),
  lockOnSleep: z.boolean(),
  lockOnScreenLock: z.boolean(),
  /** An icon beside the clock, with what is due. */
  tray: z.boolean(),
  /** It was said that closing the window leaves the app in the tray. */
  trayTold: z.boolean(),
  remindDays: z.int().check(z.minimum(1), z.maximum(365)),
  connectionDefaults: connectionDefaultsSchema,
  /** In their order; a column that is not named here comes last, as it comes. */
  rackColumns: z.array(rackColumnSchema).check(z.maxLength(40)),
  /** null: as it comes. */
  rackOrder: z.nullable(rackOrderSchema),
  savedSearches: z.array(savedSearchSchema).check(z.maxLength(50)),
  /** Entries of the palette that were taken last, the newest first. */
  recentActions: z.array(z.string().check(z.maxLength(120))).check(z.maxLength(20)),
};

export const preferencesSchema = z.strictObject(fields);
export type Preferences = z.infer<typeof preferencesSchema>;

export const preferenceChangesSchema = z.strictObject({
  theme: z.exactOptional(fields.theme),
  density: z.exactOptional(fields.density),
  environmentId: z.exactOptional(fields.environmentId),
  debugLog: z.exactOptional(fields.debugLog),
  lockAfterMinutes: z.exactOptional(fields.lockAfterMinutes),
  lockOnSleep: z.exactOptional(fields.lockOnSleep),
  lockOnScreenLock: z.exactOptional(fields.lockOnScreenLock),
  tray: z.exactOptional(fields.tray),
  trayTold: z.exactOptional(fields.trayTold),
  remindDays: z.exactOptional(fields.remindDays),
  connectionDefaults: z.exactOptional(fields.connectionDefaults),
  rackColumns: z.exactOptional(fields.rackColumns),
  rackOrder: z.exactOptional(fields.rackOrder),
  savedSearches: z.exactOptional(fields.savedSearches),
  recentActions: z.exactOptional(fields.recentActions),
});

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'comfortable',
  environmentId: null,
  debugLog: false,
  lockAfterMinutes: 15,
  lockOnSleep: true,
  lockOnScreenLock: true,
  tray: false,
  trayTold: false,
  remindDays: 14,
  connectionDefaults: { proxyUrl: '', proxyBypass: '' },
  rackColumns: [],
  rackOrder: null,
  savedSearches: [],
  recentActions: [],
};

/** @returns preferences as a file has them: what it lacks, or what cannot be read, and that alone, has its default */
export function preferencesIn(stored: unknown): Preferences {
  const known = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const readable = Object.entries(fields).filter(([name, schema]) => schema.safeParse(known[name]).success);
  return {
    ...DEFAULT_PREFERENCES,
    ...Object.fromEntries(readable.map(([name]) => [name, known[name]])),
  };
}
