import type { Offer, Operation } from '#shared/model/provider.ts';

/** What a try may send: nothing of it changes anything at a service. */
const READING: ReadonlySet<Operation> = new Set([
  'list',
  'get',
  'verify',
  'health',
  'usage',
  'limits',
  'scopes',
  'listAlerts',
]);

/** What is about no key that is there already. */
const WITHOUT_KEY: ReadonlySet<Operation> = new Set(['create', 'list', 'health', 'limits', 'scopes']);

export const isReading = (operation: Operation): boolean => READING.has(operation);
export const needsKey = (operation: Operation): boolean => !WITHOUT_KEY.has(operation);

/** @returns what Keyrack asks the service itself, reading ones first */
export function triable(offers: readonly Offer[]): readonly Operation[] {
  const asked = offers.filter(({ way }) => way === 'api').map(({ operation }) => operation);
  return [...asked.filter(isReading), ...asked.filter((operation) => !isReading(operation))];
}
