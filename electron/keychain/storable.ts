import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';

/**
 * A value that no store can keep whole: keytar refuses "" and cuts at NUL; half of a surrogate pair has no UTF-8.
 * @throws AppError invalid-input
 */
export function refuseUnstorable(secret: Secret): void {
  const value = secret.expose();
  if (value === '') throw invalid('The secret is empty.');
  if (value.includes('\0')) throw invalid('The secret holds a NUL character.');
  if (!value.isWellFormed()) throw invalid('The secret holds half a character.');
}

const invalid = (message: string) =>
  new AppError('invalid-input', {
    message,
    next: 'Copy it again, whole, and paste it as text.',
    field: 'secret',
  });

/** @returns the error for a value that came back otherwise than it was written. */
export const notKept = () =>
  new AppError('storage-unavailable', {
    message: 'The secret was stored but did not come back the same.',
    next: 'Keep the secret elsewhere for now, then look at the keychain and try again.',
  });
