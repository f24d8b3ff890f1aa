import { CRITICAL_DAYS, type Policy, type PolicyChanges, type PolicySubject } from '#shared/model/policy.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { PolicyDeps } from './deps.ts';
import { environmentPolicy } from './prescribing.ts';
import type { PolicyService } from './service.ts';

const nothingOf = (subject: PolicySubject, id: string): Policy => ({
  subject,
  id,
  afterDays: null,
  critical: false,
  unusedDays: null,
  unattendedAt: null,
});

const says = ({ afterDays, critical, unusedDays, unattendedAt }: Policy): boolean =>
  afterDays !== null || critical || unusedDays !== null || unattendedAt !== null;

/** What each environment, connection and key has of its own. */
export function setting({ ledger, audit }: PolicyDeps): Pick<PolicyService, 'list' | 'get' | 'set'> {
  const get = (subject: PolicySubject, id: string): Policy => {
    const own = ledger.policies.get(id);
    if (subject === 'environment') return environmentPolicy(getRow(subject, ledger.environments, id), own);
    rowOf(ledger, subject, id);
    return own ?? nothingOf(subject, id);
  };
  return {
    get,
    list: () =>
      [
        ...ledger.environments.list().map((each) => environmentPolicy(each, ledger.policies.get(each.id))),
        ...ledger.policies.list().filter(({ subject }) => subject !== 'environment'),
      ].filter(says),
    set: ({ subject, id, ...changes }) =>
      ledger.transaction(() => {
        const policy = changed(get(subject, id), changes);
        assertFits(policy, rowOf(ledger, subject, id).name);
        keep(ledger, policy);
        audit('policy edited', id, words(policy));
        return policy;
      }),
  };
}

/** `never` of an environment is the same as none: nothing stands above it. */
function changed(old: Policy, changes: Omit<PolicyChanges, 'subject' | 'id'>): Policy {
  const { afterDays = old.afterDays, critical = old.critical } = changes;
  const { unusedDays = old.unusedDays, unattendedAt = old.unattendedAt } = changes;
  const own = (days: Policy['afterDays']) =>
    old.subject === 'environment' && days === 'never' ? null : days;
  return { ...old, afterDays: own(afterDays), critical, unusedDays: own(unusedDays), unattendedAt };
}

function rowOf(ledger: Ledger, subject: PolicySubject, id: string): { readonly name: string } {
  if (subject === 'key') return getRow(subject, ledger.keys, id);
  if (subject === 'connection') return getRow(subject, ledger.connections, id);
  return getRow(subject, ledger.environments, id);
}

/** @throws AppError invalid-input */
function assertFits({ subject, critical, afterDays }: Policy, name: string): void {
  if (!critical) return;
  if (subject !== 'key') {
    throw new AppError('invalid-input', {
      message: `"${name}" is no key: a key alone can be critical.`,
      next: `Mark its critical keys one by one, or give it a policy of at most ${CRITICAL_DAYS.most} days.`,
      field: 'critical',
    });
  }
  if (afterDays === null || (afterDays !== 'never' && afterDays <= CRITICAL_DAYS.most)) return;
  throw new AppError('invalid-input', {
    message: `The key "${name}" is critical: services advise to replace such a key every 6 to 12 months.`,
    next: `Choose at most ${CRITICAL_DAYS.most} days, or say that it is not critical.`,
    field: 'afterDays',
  });
}

function keep(ledger: Ledger, policy: Policy): void {
  const { subject, id, afterDays } = policy;
  const own = subject === 'environment' ? { ...policy, afterDays: null } : policy;
  if (subject === 'environment') {
    const rotateAfterDays = typeof afterDays === 'number' ? afterDays : null;
    ledger.environments.put({ ...getRow(subject, ledger.environments, id), rotateAfterDays });
  }
  if (says(own)) ledger.policies.put(own);
  else ledger.policies.remove(id);
}

/** For the audit. */
function words({ afterDays, critical, unusedDays, unattendedAt }: Policy): string {
  const said = [
    afterDays !== null && (afterDays === 'never' ? 'never replaced' : `replaced after ${afterDays} days`),
    critical && 'critical',
    unusedDays !== null &&
      (unusedDays === 'never' ? 'not reported as unused' : `unused for ${unusedDays} days`),
    unattendedAt !== null && (unattendedAt === 'off' ? 'never unattended' : `unattended at ${unattendedAt}`),
  ].filter((each) => each !== false);
  return said.length === 0 ? 'nothing of its own' : said.join(', ');
}
