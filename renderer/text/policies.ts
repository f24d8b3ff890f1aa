import type { Policy, PolicySubject } from '#shared/model/policy.ts';
import { daysWord } from './counts.ts';

/** Whose policy something is: `the environment Development`. */
const ownerWords = (subject: PolicySubject, name: string): string => `the ${subject} ${name}`;

const MONTHS: Readonly<Record<number, string>> = { 180: ' (6 months)', 365: ' (12 months)' };

export const policyText = {
  change: 'Change',
  changeOf: (name: string): string => `Change policy of ${name}`,
  save: 'Save policy',
  saved: (name: string): string => `Policy of ${name} saved`,
  loading: 'Reading the policies',
  after: 'Replace after',
  inherit: 'As inherited',
  none: 'No policy',
  never: 'Never',
  days: (days: number): string => `${daysWord(days)}${MONTHS[days] ?? ''}`,
  own: 'Another number of days',
  ownDays: 'Days',
  critical: 'Critical',
  criticalMeans:
    'Something important stops without it. Services advise to replace such a key every 6 to 12 months.',
  criticalDiffers: (days: number | null): string =>
    days === null
      ? 'No policy replaces it: 6 to 12 months are advised.'
      : `It is replaced after ${daysWord(days)}: 6 to 12 months are advised.`,
  unused: 'Report when unused',
  unusedAfter: 'After a number of days',
  unusedNever: 'Do not report',
  unusedDays: 'Days without use',
  unattended: 'Unattended',
  unattendedMeans:
    'Needs Keyrack to run, its storage to be open, and every delivery to be one that no person has to touch; else you are reminded.',
  off: 'Off',
  at: 'At a time of day',
  time: 'Time of day',
  wrongDays: 'Use a whole number of days, from 1 to 3,650.',
  wrongTime: 'Write a time of day, like 03:00.',
  inheritsNothing: 'Nothing above it says so.',
  /** @param value what is inherited */
  inherits: (value: string, subject: PolicySubject, name: string): string =>
    `${value}, from ${ownerWords(subject, name)}.`,
  gone: 'It is not there any more.',
};

/** What is prescribed, as the line below a field reads it. */
export const afterWords = (after: NonNullable<Policy['afterDays']>): string =>
  after === 'never' ? 'Never' : `After ${daysWord(after)}`;
export const unusedWords = (days: NonNullable<Policy['unusedDays']>): string =>
  days === 'never' ? 'Not reported' : `After ${daysWord(days)}`;
export const unattendedWords = (at: NonNullable<Policy['unattendedAt']>): string =>
  at === 'off' ? 'Off' : `At ${at}`;
