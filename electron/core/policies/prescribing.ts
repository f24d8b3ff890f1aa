import type { Environment } from '#shared/model/environment.ts';
import { CRITICAL_DAYS, type Policy, type PolicySubject } from '#shared/model/policy.ts';
import { waitingToSwitch } from '../lifecycle/under-rotation.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';
import { DAY_MS } from './local-days.ts';

/** Days, and whose policy says so. */
interface Days {
  readonly days: number;
  readonly from: PolicySubject;
}

/** What holds for one key. */
export interface Prescribed {
  readonly after: Days | null;
  readonly critical: boolean;
  readonly unused: Days | null;
  /** `03:00`; null: never without a person. */
  readonly unattendedAt: string | null;
  /** In production somebody has to have said so of the key or of the environment. */
  readonly consented: boolean;
}

export interface DueDate {
  readonly dueAt: string;
  readonly why: 'policy' | 'expiry';
}

/** @returns what holds for a key; null where nothing does: it has ended, replaces one or was replaced, or its environment is archived */
export type Prescriptions = (key: KeyRow) => Prescribed | null;

const SAYS_NOTHING = { afterDays: null, critical: false, unusedDays: null, unattendedAt: null } as const;

/**
 * Reads all policies once, for as many keys as there are.
 * @param hidden new keys that have not taken the old one's place yet
 */
export function prescriptions(
  ledger: Pick<Ledger, 'policies' | 'environments' | 'rotations'>,
  hidden = waitingToSwitch(ledger),
): Prescriptions {
  const own = new Map(ledger.policies.list().map((policy) => [policy.id, policy]));
  const places = new Map(ledger.environments.list().map((each) => [each.id, each]));
  return (key) => {
    const environment = places.get(key.environmentId);
    const isInUse = (key.status === 'active' || key.status === 'inactive') && !hidden.has(key.id);
    if (!isInUse || key.replacedBy !== null || environment === undefined || environment.archivedAt !== null)
      return null;
    return prescribed(levelsOf(key, environment, own), environment.stage === 'production');
  };
}

interface Levels {
  readonly key: Policy | undefined;
  readonly connection: Policy | undefined;
  readonly environment: Policy;
}

function levelsOf(key: KeyRow, environment: Environment, own: ReadonlyMap<string, Policy>): Levels {
  return {
    key: own.get(key.id),
    connection: key.connectionId === null ? undefined : own.get(key.connectionId),
    environment: environmentPolicy(environment, own.get(environment.id) ?? null),
  };
}

/** The days of an environment stand with its other defaults. */
export const environmentPolicy = (
  { id, rotateAfterDays }: Pick<Environment, 'id' | 'rotateAfterDays'>,
  row: Policy | null,
): Policy => ({ ...SAYS_NOTHING, ...row, subject: 'environment', id, afterDays: rotateAfterDays });

/** The nearest that says something, whatever it is, ends the search. @param levels the nearest first */
function daysOf(what: 'afterDays' | 'unusedDays', levels: readonly Policy[]): Days | null {
  const nearest = levels.find((each) => each[what] !== null);
  const days = nearest?.[what];
  return nearest !== undefined && typeof days === 'number' ? { days, from: nearest.subject } : null;
}

function prescribed({ key, connection, environment }: Levels, isProduction: boolean): Prescribed {
  const levels = [key, connection, environment].filter((each) => each !== undefined);
  const unattended = levels.find(({ unattendedAt }) => unattendedAt !== null)?.unattendedAt ?? null;
  const consent = key?.unattendedAt ?? environment.unattendedAt;
  const critical = key?.critical === true;
  const wanted = daysOf('afterDays', levels);
  return {
    after: critical ? shortened(wanted) : wanted,
    critical,
    unused: daysOf('unusedDays', levels),
    unattendedAt: unattended === 'off' ? null : unattended,
    consented: !isProduction || (consent !== null && consent !== 'off'),
  };
}

/** What a critical key inherits must not be longer than what is advised for it. */
function shortened(wanted: Days | null): Days {
  if (wanted !== null && wanted.days <= CRITICAL_DAYS.most) return wanted;
  return { days: CRITICAL_DAYS.most, from: 'key' };
}

/** @returns when a key is to be replaced: so many days after it was made, or when it expires, if that is earlier; null: never */
export function dueDate({ createdAt, expiresAt }: KeyRow, { after }: Prescribed): DueDate | null {
  const byPolicy = after === null ? Number.POSITIVE_INFINITY : Date.parse(createdAt) + after.days * DAY_MS;
  if (expiresAt !== null && Date.parse(expiresAt) < byPolicy) return { dueAt: expiresAt, why: 'expiry' };
  if (after === null) return null;
  return { dueAt: new Date(byPolicy).toISOString(), why: 'policy' };
}
