import * as z from 'zod/mini';
import {
  dueRowSchema,
  policyChangesSchema,
  policySchema,
  reviewSchema,
  snoozeSchema,
} from '../../model/policy.ts';
import { done, nothing } from './common.ts';

/** When keys are to be replaced. */
export const due = {
  /** Of every environment, connection and key that has one of its own. */
  'policies.list': { input: nothing, output: z.array(policySchema) },
  'policies.set': { input: policyChangesSchema, output: policySchema },
  /** All that has a date, the most urgent first. */
  'due.list': { input: nothing, output: z.array(dueRowSchema) },
  'due.snooze': { input: snoozeSchema, output: done },
  /** A calendar file (iCalendar) that the user picks. @throws cancelled */
  'due.saveCalendar': { input: nothing, output: z.strictObject({ file: z.string() }) },
  'due.review': { input: nothing, output: reviewSchema },
  'due.reviewed': { input: nothing, output: reviewSchema },
};
