import type { ErrorCode } from '#shared/ipc/errors.ts';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  keychain: 3,
  notFound: 4,
  refused: 5,
  conflict: 6,
  /** As shells do: found and not executable, not found, stopped by Ctrl+C. */
  notExecutable: 126,
  programNotFound: 127,
  interrupted: 130,
} as const;

/** What a script can tell apart; docs/command.md carries the same table. */
export const EXIT_CODES: Record<ErrorCode, number> = {
  'invalid-input': EXIT.usage,
  ambiguous: EXIT.usage,
  'confirmation-needed': EXIT.usage,
  cancelled: EXIT.failed,

  'not-found': EXIT.notFound,
  'name-taken': EXIT.conflict,
  conflict: EXIT.conflict,
  'same-value-here': EXIT.conflict,

  'storage-unchosen': EXIT.keychain,
  'storage-locked': EXIT.keychain,
  'storage-unavailable': EXIT.keychain,
  'audit-key-closed': EXIT.keychain,
  'wrong-passphrase': EXIT.keychain,
  'presence-needed': EXIT.refused,
  'presence-unset': EXIT.refused,

  'forbidden-by-rule': EXIT.refused,
  'not-held': EXIT.refused,
  'same-value-elsewhere': EXIT.refused,
  unsupported: EXIT.refused,
  'steps-needed': EXIT.refused,

  refused: EXIT.refused,
  unauthorized: EXIT.refused,
  'rate-limited': EXIT.refused,
  'service-failed': EXIT.failed,
  network: EXIT.failed,
  tls: EXIT.failed,
  'outcome-unknown': EXIT.failed,

  'file-refused': EXIT.refused,
  'file-failed': EXIT.failed,
  'home-failed': EXIT.failed,
  'ledger-newer': EXIT.failed,

  'untrusted-sender': EXIT.failed,
  'unknown-method': EXIT.failed,
  internal: EXIT.failed,
};
