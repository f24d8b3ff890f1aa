import type { Environment } from '#shared/model/environment.ts';
import type { Policy, PolicySubject } from '#shared/model/policy.ts';

/** What a policy can leave to the one above it. */
export type Inheritable = 'afterDays' | 'unusedDays' | 'unattendedAt';

/** Something that may have a policy. */
export interface Owner {
  readonly subject: PolicySubject;
  readonly id: string;
  readonly name: string;
}

export interface Inherited<K extends Inheritable> {
  readonly value: NonNullable<Policy[K]>;
  readonly from: Owner;
}

/**
 * What holds where nothing of its own is said.
 * @param above the nearest first
 * @returns null where none of them says anything
 */
export function inherited<K extends Inheritable>(
  what: K,
  above: readonly Owner[],
  policies: readonly Policy[],
): Inherited<K> | null {
  for (const from of above) {
    const value = policies.find(({ subject, id }) => subject === from.subject && id === from.id)?.[what];
    if (value !== null && value !== undefined) return { value: value as NonNullable<Policy[K]>, from };
  }
  return null;
}

/** A policy as it is, or one that says nothing yet. An environment's days also stand with the environment. */
export function policyOf(
  { subject, id }: Pick<Owner, 'subject' | 'id'>,
  policies: readonly Policy[],
  environments: readonly Pick<Environment, 'id' | 'rotateAfterDays'>[],
): Policy {
  const own = policies.find((each) => each.subject === subject && each.id === id);
  const days = environments.find((each) => each.id === id)?.rotateAfterDays ?? null;
  return {
    subject,
    id,
    critical: false,
    unusedDays: null,
    unattendedAt: null,
    ...own,
    afterDays: own?.afterDays ?? days,
  };
}
