export const createdText = {
  title: 'Key created',
  several: (count: number) => `${count} keys are not yet copied`,
  lead: 'The value is in your storage. Until you confirm, it can be shown or copied; after that it is never shown again.',
  care: 'Do not mail it and do not paste it into a chat. Where a program needs it, use Export.',
  leaveTitle: 'Not yet copied',
  leaveText: 'Keep it for later?',
  leaveHelp: 'The rack marks it, and the next start asks again.',
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
