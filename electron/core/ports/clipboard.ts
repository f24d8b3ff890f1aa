import type { Secret } from '../secret.ts';

export interface Clipboard {
  /** Puts the secret there, marked as concealed where the OS can. */
  write(secret: Secret): Promise<void>;
  /** Clears the clipboard if it still holds this secret; @returns whether it did. */
  clearIfHolds(secret: Secret): Promise<boolean>;
  /** What the user has copied elsewhere, for the entry window's Paste. */
  readText(): Promise<string>;
}
