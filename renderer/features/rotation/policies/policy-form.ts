import {
  POLICY_DAYS,
  type Policy,
  type PolicyChanges,
  policyChangesSchema,
  timeOfDaySchema,
} from '#shared/model/policy.ts';
import { policyText } from '../../../text/policies.ts';

/** As it is chosen and typed. */
export interface PolicyForm {
  /** Days as they are offered, or `inherit`, `never`, `own`. */
  after: string;
  ownDays: string;
  critical: boolean;
  unused: 'inherit' | 'never' | 'own';
  unusedDays: string;
  unattended: 'inherit' | 'off' | 'at';
  time: string;
}

const FIRST_TIME = '03:00';
const isOffered = (days: number): boolean => POLICY_DAYS.some((each) => each === days);

export function formOf({ afterDays, critical, unusedDays, unattendedAt }: Policy): PolicyForm {
  return {
    after: afterChoice(afterDays),
    ownDays: typeof afterDays === 'number' ? String(afterDays) : '',
    critical,
    unused: unusedChoice(unusedDays),
    unusedDays: typeof unusedDays === 'number' ? String(unusedDays) : '',
    unattended: unattendedChoice(unattendedAt),
    time: unattendedAt === null || unattendedAt === 'off' ? FIRST_TIME : unattendedAt,
  };
}

function unusedChoice(days: Policy['unusedDays']): PolicyForm['unused'] {
  if (days === null) return 'inherit';
  return days === 'never' ? 'never' : 'own';
}

function unattendedChoice(at: Policy['unattendedAt']): PolicyForm['unattended'] {
  if (at === null) return 'inherit';
  return at === 'off' ? 'off' : 'at';
}

function afterChoice(afterDays: Policy['afterDays']): string {
  if (afterDays === null) return 'inherit';
  if (afterDays === 'never') return 'never';
  return isOffered(afterDays) ? String(afterDays) : 'own';
}

export type PolicyProblems = Partial<Record<'ownDays' | 'unusedDays' | 'time', string>>;

/** What is wrong with what was typed, each at its field; empty: nothing. */
export function problemsOf(form: PolicyForm): PolicyProblems {
  const { after, ownDays, unused, unusedDays, unattended, time } = form;
  return {
    ...(after === 'own' && !areDays(ownDays) ? { ownDays: policyText.wrongDays } : {}),
    ...(unused === 'own' && !areDays(unusedDays) ? { unusedDays: policyText.wrongDays } : {}),
    ...(unattended === 'at' && !timeOfDaySchema.safeParse(time.trim()).success
      ? { time: policyText.wrongTime }
      : {}),
  };
}

const areDays = (typed: string): boolean =>
  /^\d+$/.test(typed.trim()) && policyChangesSchema.shape.unusedDays.safeParse(Number(typed)).success;

/** @returns the days that the form says; null: as inherited */
export function afterOf({ after, ownDays }: Pick<PolicyForm, 'after' | 'ownDays'>): Policy['afterDays'] {
  if (after === 'inherit') return null;
  if (after === 'never') return 'never';
  const days = Number(after === 'own' ? ownDays : after);
  return Number.isInteger(days) && days > 0 ? days : null;
}

/** Only what differs: another door may have changed the rest meanwhile. @param form one without problems */
export function changesOf(before: Policy, form: PolicyForm): PolicyChanges {
  const next = {
    afterDays: afterOf(form),
    critical: form.critical,
    unusedDays: afterOf({ after: form.unused, ownDays: form.unusedDays }),
    unattendedAt: { inherit: null, off: 'off' as const, at: form.time.trim() }[form.unattended],
  };
  const changed = Object.entries(next).filter(([name, value]) => before[name as keyof typeof next] !== value);
  return { subject: before.subject, id: before.id, ...Object.fromEntries(changed) };
}
