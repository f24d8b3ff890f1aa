import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY_DAYS, type Policy, policyChangesSchema } from '#shared/model/policy.ts';
import { inherited, policyOf } from '../../../../renderer/features/rotation/policies/inherited.ts';
import {
  changesOf,
  formOf,
  type PolicyForm,
  problemsOf,
} from '../../../../renderer/features/rotation/policies/policy-form.ts';

const id = crypto.randomUUID();
const NOTHING: Policy = {
  subject: 'key',
  id,
  afterDays: null,
  critical: false,
  unusedDays: null,
  unattendedAt: null,
};

test.each(['', ' ', '0', '-3', '1.5', '1e3', '3651', 'soon', '٣'])(
  '%j are no days, and said so at the field',
  (typed) => {
    const form: PolicyForm = {
      ...formOf(NOTHING),
      after: 'own',
      ownDays: typed,
      unused: 'own',
      unusedDays: typed,
    };
    expect(problemsOf(form)).toMatchObject({ ownDays: expect.any(String), unusedDays: expect.any(String) });
  },
);

test.each(['1', '45', ' 3650 '])('%j are days', (typed) => {
  expect(
    problemsOf({ ...formOf(NOTHING), after: 'own', ownDays: typed, unused: 'own', unusedDays: typed }),
  ).toEqual({});
});

test.each(['', '3', '24:00', '03:60', '3:00', '03:00:00'])('%j is no time of day', (time) => {
  expect(problemsOf({ ...formOf(NOTHING), unattended: 'at', time })).toHaveProperty('time');
});

test('what is not chosen is not judged', () => {
  expect(problemsOf({ ...formOf(NOTHING), ownDays: 'soon', unusedDays: 'soon', time: 'never' })).toEqual({});
});

test('only what was changed is sent', () => {
  const form: PolicyForm = { ...formOf(NOTHING), after: '90', unused: 'own', unusedDays: '60' };
  expect(changesOf(NOTHING, form)).toEqual({ subject: 'key', id, afterDays: 90, unusedDays: 60 });
});

test('everything can be given back to what stands above', () => {
  const own: Policy = { ...NOTHING, afterDays: 45, critical: true, unusedDays: 60, unattendedAt: '03:00' };
  expect(formOf(own)).toMatchObject({ after: 'own', ownDays: '45', unattended: 'at', time: '03:00' });
  expect(changesOf(own, formOf(NOTHING))).toEqual({
    subject: 'key',
    id,
    afterDays: null,
    critical: false,
    unusedDays: null,
    unattendedAt: null,
  });
});

const days = fc.integer({ min: 1, max: 3_650 });
const policies = fc.record({
  subject: fc.constant('key' as const),
  id: fc.constant(id),
  afterDays: fc.oneof(
    fc.constant(null),
    fc.constant('never' as const),
    days,
    fc.constantFrom(...POLICY_DAYS),
  ),
  critical: fc.boolean(),
  unusedDays: fc.oneof(fc.constant(null), fc.constant('never' as const), days),
  unattendedAt: fc.constantFrom(null, 'off' as const, '00:00', '23:59'),
});

test('a form that nobody touched changes nothing, and every change is one that main takes', () => {
  fc.assert(
    fc.property(policies, policies, (before, after) => {
      expect(changesOf(before, formOf(before))).toEqual({ subject: 'key', id });
      expect(problemsOf(formOf(after))).toEqual({});
      const changes = policyChangesSchema.parse(changesOf(before, formOf(after)));
      expect({ ...before, ...changes }).toEqual(after);
    }),
  );
});

test('what is inherited comes from the nearest that says something', () => {
  const connection = { subject: 'connection', id: crypto.randomUUID(), name: 'Playground' } as const;
  const environment = { subject: 'environment', id: crypto.randomUUID(), name: 'Development' } as const;
  const above = [connection, environment];
  const said: Policy[] = [
    { ...NOTHING, ...environment, afterDays: 90, unusedDays: 60 },
    { ...NOTHING, ...connection, afterDays: 'never' },
  ];
  expect(inherited('afterDays', above, said)).toEqual({ value: 'never', from: connection });
  expect(inherited('unusedDays', above, said)).toEqual({ value: 60, from: environment });
  expect(inherited('unattendedAt', above, said)).toBeNull();
});

test('an environment’s days are known also where only the environment has them', () => {
  const row = { id, rotateAfterDays: 30 };
  expect(policyOf({ subject: 'environment', id }, [], [row])).toMatchObject({ afterDays: 30 });
});
