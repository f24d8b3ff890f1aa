import type { EntryKind } from '#shared/ipc/contract/entry-window.ts';
import type { Secret } from '../secret.ts';

/** The two small windows in which alone a secret is shown or typed, each in a process of its own. */
export interface Windows {
  /** Shows the secret for 30 s. A window that shows this key already comes to the front instead. */
  reveal(
    what: { readonly keyId: string; readonly name: string; readonly environment: string },
    secret: Secret,
  ): void;
  /** Takes every shown secret off the screen, and closes what asks for one; what was typed and sent is still taken. */
  hideAll(): void;
  /**
   * Asks for a secret until `accept` takes one.
   * @param accept throws AppError: what the user can mend by typing again stays in the window, all else ends it
   * @throws AppError cancelled where the window is closed; what `accept` threw
   */
  ask(
    question: { readonly kind: EntryKind; readonly purpose: string },
    accept: (value: Secret) => Promise<void>,
  ): Promise<void>;
}
