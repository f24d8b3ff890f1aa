export const createdText = {
  title: 'Key created',
  several: (count: number) => `${count} keys are not yet copied`,
  lead: 'The value is in your storage. Until you confirm, it can be shown or copied; after that it is never shown again.',
  policy: {
    vault: (environment: string) =>
      `${environment} is a vault: later it can still be copied, with the app passphrase.`,
    'copy-once': (environment: string) =>
      `${environment} allows copying once: after you confirm, it cannot be copied either. Export goes on delivering it.`,
  },
  care: 'Do not mail it and do not paste it into a chat: whoever reads along has it. Where a program needs it, use Export.',
  exportTo: (target: string) => `Export to ${target}`,
  leaveTitle: 'Not yet copied',
  leaveText: 'Keep it for later?',
  leaveHelp:
    'The service never shows this value again. Keyrack keeps it: the rack marks the key, and the next start asks again.',
  back: 'Go back',
  keep: 'Keep for later',
  confirmed: (name: string) => `${name} is confirmed as copied`,
  copied: 'Copied.',
};

export const deleteText = {
  title: 'Delete',
  submit: 'Delete',
  confirmLabel: (environment: string) => `Type ${environment} to confirm`,
  done: (name: string) => `${name} deleted`,
  environment: (name: string) =>
    `The environment ${name} is removed. That works only while no key and no connection stands in it.`,
};
