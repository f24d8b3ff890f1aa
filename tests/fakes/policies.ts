import type { PolicyService } from '#core/policies/service.ts';
import type { DueRow, Policy, Review } from '#shared/model/policy.ts';
import { AT, development, readerKey } from './rows.ts';

const policyRow = (changes: Pick<Policy, 'subject' | 'id'> & Partial<Policy>): Policy => ({
  afterDays: null,
  critical: false,
  unusedDays: null,
  unattendedAt: null,
  ...changes,
});

export const dueRow = (changes: Partial<DueRow> = {}): DueRow => ({
  keyId: readerKey.id,
  name: readerKey.name,
  environmentId: development.id,
  why: 'policy',
  dueAt: '2026-11-27T12:00:00.000Z',
  from: 'environment',
  afterDays: 90,
  critical: false,
  state: 'soon',
  snoozedUntil: null,
  rotationId: null,
  unattendedAt: null,
  attended: null,
  ...changes,
});

const review: Review = { reviewedAt: null, nextAt: AT, isDue: true, keys: [] };

/** @param note writes down what was asked */
export const fakePolicies = (note: <T>(method: string, input: unknown, result: T) => T): PolicyService => ({
  list: () => [policyRow({ subject: 'environment', id: development.id, afterDays: 90 })],
  get: (subject, id) => policyRow({ subject, id }),
  set: ({ subject, id, ...changes }) => {
    const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return note('policies.set', { subject, id, ...said }, { ...policyRow({ subject, id }), ...said });
  },
  due: () => [dueRow()],
  snooze: (snooze) => note('policies.snooze', snooze, undefined),
  calendar: () => 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
  review: () => review,
  reviewed: () => note('policies.reviewed', null, { ...review, reviewedAt: AT, isDue: false }),
  remind: () => note('policies.remind', null, undefined),
  rotateUnattended: async () => note('policies.rotateUnattended', null, 1),
});
