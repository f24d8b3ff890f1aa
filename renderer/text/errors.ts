import type { ErrorCode } from '#shared/ipc/client.ts';

/** The first words of a failure. What happened and what to do next come from main. */
export const errorTitles: Record<ErrorCode, string> = {
  'invalid-input': 'That cannot be used',
  ambiguous: 'More than one fits',
  'confirmation-needed': 'Confirmation needed',
  cancelled: 'Cancelled',
  'not-found': 'Not there any more',
  'name-taken': 'That name is taken',
  conflict: 'Something changed in between',
  'same-value-here': 'Kept here already',
  'same-value-elsewhere': 'In use in another environment',
  'storage-unchosen': 'No storage chosen yet',
  'storage-locked': 'Storage is locked',
  'storage-unavailable': 'Storage is not available',
  'audit-key-closed': 'The storage in use is closed',
  'wrong-passphrase': 'Wrong passphrase',
  'presence-needed': 'The app passphrase is needed',
  'presence-unset': 'No app passphrase is set',
  'forbidden-by-rule': 'Not allowed here',
  'not-held': 'Keyrack does not have this value',
  unsupported: 'Not supported',
  'steps-needed': 'This is done at the service first',
  refused: 'The service refused',
  unauthorized: 'The service does not accept the credential',
  'rate-limited': 'Too many requests',
  'service-failed': 'The service failed',
  network: 'The service cannot be reached',
  tls: 'The connection is not trusted',
  'outcome-unknown': 'The answer was lost',
  'file-refused': 'The file was left alone',
  'file-failed': 'The file could not be written',
  'home-failed': 'Keyrack’s folder cannot be used',
  'ledger-newer': 'The ledger is from a newer Keyrack',
  'untrusted-sender': 'Refused',
  'unknown-method': 'This window and the app do not match',
  internal: 'Something went wrong in Keyrack',
};

export const errorText = {
  copyDetails: 'Copy details',
  copied: 'Copied',
  retry: 'Try again',
  unlock: 'Unlock',
  keepSameValue: 'Keep it all the same',
  loseAuditKey: 'Go on without the key of the audit',
  /** What `Copy details` puts on the clipboard: the same words, with the code to report. */
  details: (code: ErrorCode, message: string, next: string | null): string =>
    [`Keyrack: ${errorTitles[code]} (${code})`, message, next ?? ''].filter((line) => line !== '').join('\n'),
};
