import type { EntryKind } from '#shared/ipc/client.ts';

export const revealText = {
  care: 'Do not mail it and do not paste it into a chat: whoever reads along has it. Where a program needs it, use Export.',
  left: (seconds: number) => `Hidden in ${seconds} s`,
};

export const PASSPHRASE_MIN = 8;

export const entryText: Record<
  EntryKind,
  { readonly title: string; readonly label: string; readonly save: string; readonly help: string | null }
> = {
  secret: { title: 'Enter secret', label: 'Secret', save: 'Save secret', help: null },
  passphrase: { title: 'Enter passphrase', label: 'Passphrase', save: 'Continue', help: null },
  'new-passphrase': {
    title: 'Enter passphrase',
    label: 'Passphrase',
    save: 'Set passphrase',
    help: `At least ${PASSPHRASE_MIN} characters. A few words that belong together only for you are easy to keep and hard to guess. Keyrack stores it nowhere: nobody can recover it.`,
  },
};

export const entryProblems = {
  empty: { secret: 'Enter the secret.', passphrase: 'Enter the passphrase.' },
  short: (count: number) => `Use at least ${PASSPHRASE_MIN} characters; this has ${count}.`,
  different: 'The two passphrases differ.',
};
