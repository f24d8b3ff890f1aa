import type { Operation } from '../model/provider.ts';

/** What an operation is, for sentences such as "no way to …". */
export const OPERATION_VERBS: Readonly<Record<Operation, string>> = {
  create: 'create a key',
  list: 'list its keys',
  get: 'look at one key',
  edit: 'change the name or description of a key',
  setScopes: 'change the scopes of a key',
  disable: 'disable a key',
  enable: 'enable a key',
  regenerate: 'give a key a new value',
  revoke: 'revoke a key',
  delete: 'delete a key',
  verify: 'check a key',
  health: 'say whether it is well',
  usage: 'tell how much a key is used',
  limits: 'tell its limits',
  scopes: 'list its scopes',
  allowIps: 'bind a key to addresses',
  listAlerts: 'list alerts',
  setAlert: 'set an alert',
  deleteAlert: 'delete an alert',
};
