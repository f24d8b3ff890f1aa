import * as z from 'zod/mini';

/** The closed set of ways in which a call can fail. Window and command decide by the code, people read the words. */
export const ERROR_CODES = [
  'invalid-input',
  'ambiguous',
  'confirmation-needed',
  'cancelled',
  'not-found',
  'name-taken',
  'conflict',
  /** A value that is entered is a key already, of this environment or another: the user may keep it all the same. */
  'same-value-here',
  'same-value-elsewhere',
  'storage-unchosen',
  'storage-locked',
  'storage-unavailable',
  /** Another storage was chosen while the one that holds the audit's key is closed: the user may go on without it. */
  'audit-key-closed',
  'wrong-passphrase',
  'presence-needed',
  'presence-unset',
  'forbidden-by-rule',
  'not-held',
  'unsupported',
  /** The service has published no way for a program: the user does it in the console first. */
  'steps-needed',
  'refused',
  'unauthorized',
  'rate-limited',
  'service-failed',
  'network',
  'tls',
  'outcome-unknown',
  'file-refused',
  'file-failed',
  'home-failed',
  'ledger-newer',
  'untrusted-sender',
  'unknown-method',
  'internal',
] as const;
export const errorCodeSchema = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const failureSchema = z.strictObject({
  code: errorCodeSchema,
  /** What happened, and to what. Never a secret, never a body or header of a service. */
  message: z.string(),
  /** What to do next; null where there is nothing to do. */
  next: z.nullable(z.string()),
  /** The input's field that is at fault, for a form. */
  field: z.optional(z.string()),
});
export type Failure = z.infer<typeof failureSchema>;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };
