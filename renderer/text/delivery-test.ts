import type { DeliveryTestStep } from '#shared/model/delivery-test.ts';

export const deliveryTestText = {
  test: 'Test',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  passed: 'Works',
  failed: 'Does not work',
  server: 'Server',
  tools: 'Tools',
  output: 'What the server wrote',
  outputHelp: 'Its last lines; keys are cut out.',
};

export const deliveryTestSteps: Record<DeliveryTestStep, string> = {
  file: 'Reading the file',
  'self-test': 'The server tests itself',
  headers: 'Asking for the headers',
  start: 'Starting or reaching the server',
  initialize: 'Waiting for its first answer',
  tools: 'Asking for its tools',
};
