export const identifyText = {
  title: 'Whose key is this?',
  subject: 'Find the key that a value belongs to',
  lead: 'Enter a value that you came across, in a log or a file. Keyrack compares it with those that it has, and does not keep it.',
  enter: 'Enter value',
  again: 'Enter another value',
  found: (count: number) =>
    count === 1 ? 'This is a key that Keyrack has:' : `${count} keys have this value:`,
  show: 'Show it',
  unknown: 'No key here has this value.',
  beginning: (service: string, testMode: boolean) =>
    `By its first characters it is a ${testMode ? 'test-mode' : 'live'} key of ${service}.`,
  add: 'Add it',
};
