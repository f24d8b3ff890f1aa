import type { KeyAct } from '#shared/model/key.ts';

/** What is done to a key, as its buttons and the titles of its dialogs say it. */
export const operationNames: Record<KeyAct | 'regenerate', string> = {
  disable: 'Disable',
  enable: 'Enable',
  regenerate: 'Regenerate',
  revoke: 'Revoke',
  delete: 'Delete',
};

export const replaceText = {
  title: 'Replace lost key',
  enterIt: 'Enter it',
  stored: (name: string) => `${name} is stored`,
  storedAndChecked: (name: string) => `${name} is stored; the service accepts it`,
  storedUnchecked: (name: string) => `${name} is stored, not yet checked. Verify asks the service.`,
};

export const editText = {
  title: 'Edit',
  submit: 'Save',
  name: 'Name',
  description: 'Description',
  tags: 'Tags',
  tagsHelp: 'Parted by commas. They stay in Keyrack.',
  variable: 'Variable',
  variableHelp: 'The name by which programs read the key.',
  allowedIps: 'Allowed IPs',
  allowedIpsHelp: 'One address or range a line, like 203.0.113.7 or 10.0.0.0/8. Empty: from everywhere.',
  badIps: (lines: readonly string[]) => `No address and no range: ${lines.join(', ')}`,
  saved: (name: string) => `${name} saved`,
  fixed: 'The service cannot change this.',
};
