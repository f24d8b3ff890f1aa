import type { Diagnosis, DiagnosisStep } from '#shared/model/connection.ts';
import type { Operation } from '#shared/model/provider.ts';

export const stepNames: Record<DiagnosisStep['step'], string> = {
  address: 'Address',
  proxy: 'Proxy',
  dns: 'Name lookup',
  tcp: 'Network',
  tls: 'Certificate',
  health: 'Health',
  verify: 'Credential',
  clock: 'Clock',
  scopes: 'Scopes',
  limits: 'Limits',
};

export const stateNames: Record<DiagnosisStep['state'], string> = {
  ok: 'In order',
  warning: 'Attention',
  problem: 'Problem',
  skipped: 'Skipped',
};

export const diagnosisText = {
  title: 'Diagnose',
  running: 'Checking the way to the service, step by step',
  steps: 'Steps',
  again: 'Run again',
  copy: 'Copy as text',
  copied: 'Copied',
  cancelled: 'Cancelled before it was done.',
  next: 'Next',
  /** What is pasted into a ticket; it holds no secret, because a diagnosis holds none. */
  asText: (connection: string, { steps, conclusion, next }: Diagnosis): string =>
    [
      `Diagnosis of ${connection}`,
      conclusion,
      ...(next === null ? [] : [`Next: ${next}`]),
      '',
      ...steps.map(({ step, state, message }) => `${stepNames[step]}: ${stateNames[state]}. ${message}`),
    ].join('\n'),
};

export const operationWords: Record<Operation, string> = {
  create: 'Create a key',
  list: 'List keys',
  get: 'Read a key',
  edit: 'Edit a key',
  setScopes: 'Change scopes',
  disable: 'Disable a key',
  enable: 'Enable a key',
  regenerate: 'Regenerate a key',
  revoke: 'Revoke a key',
  delete: 'Delete a key',
  verify: 'Verify a key',
  health: 'Health',
  usage: 'Usage of a key',
  limits: 'Limits',
  scopes: 'List scopes',
  allowIps: 'Set allowed IPs',
  listAlerts: 'List alerts',
  setAlert: 'Add an alert',
  deleteAlert: 'Delete an alert',
};

export const tryText = {
  title: 'Try it',
  lead: 'See what Keyrack sends and gets. Secrets are replaced by dots on both sides.',
  operation: 'Operation',
  key: 'Key',
  keyNeeded: 'This operation is about one key. This connection has none here yet.',
  send: 'Send',
  changing: 'This one changes something at the service: it is shown, never sent from here.',
  request: 'Request',
  answer: 'Answer',
  headers: 'Headers',
  body: 'Body',
  noBody: 'No body',
  noAnswer: 'Nothing came back.',
  preparing: 'Preparing the request',
  sending: 'Sending',
  took: (milliseconds: number) => `${Math.round(milliseconds)} ms`,
  none: 'Nothing of this connection is asked by Keyrack: everything is done by hand.',
};
