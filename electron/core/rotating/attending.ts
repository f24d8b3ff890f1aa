import type { Renewal } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import type { tellsOfManagement } from '../lifecycle/consequences.ts';
import { retirementOf } from '../lifecycle/retiring.ts';
import { isByApi } from '../lifecycle/ways.ts';
import { type Chosen, choose } from './choosing.ts';
import type { RotatingDeps } from './deps.ts';
import { sharing } from './needed.ts';
import { readOnce } from './reading-once.ts';
import { needsPerson } from './rewriting.ts';

export const MANAGEMENT: Readonly<Record<Awaited<ReturnType<typeof tellsOfManagement>>, string | null>> = {
  same: 'This key is the management credential of a connection. Give the connection another one first.',
  maybe: 'This may be the key that a connection works with: it cannot be told from here.',
  other: null,
};

type Place = Pick<Renewal, 'targetName' | 'file'>;

const personAt = ({ targetName, file }: Place) => `${targetName} (${file}) needs a person.`;

/** The new key itself. */
function atTheStart({ connection, byHand, key }: Chosen): string | null {
  if (connection === null || byHand) return 'The new key is made by hand.';
  return key.held ? null : 'Keyrack does not have its value, so somebody else may be using it.';
}

/** The old one. */
function atTheEnd(deps: RotatingDeps, { connection, kind }: Chosen): string | null {
  if (connection === null || kind === 'in-place') return null;
  const way = retirementOf(deps, connection);
  return way !== null && isByApi(deps, connection, way) ? null : 'The old key is retired by hand.';
}

/**
 * @param needed what else lives of the value
 * @returns why a person has to be there; null: it can run unattended
 */
export function attendedBy(
  deps: RotatingDeps,
  chosen: Chosen,
  { deliveries, needed }: { readonly deliveries: readonly Renewal[]; readonly needed: string | null },
): string | null {
  const person = deliveries.find(needsPerson);
  const busy = deliveries.find(({ running }) => running !== null);
  return (
    atTheStart(chosen) ??
    (person === undefined ? null : personAt(person)) ??
    (busy === undefined ? null : `${busy.running} is running, and would write ${busy.file} over.`) ??
    needed ??
    atTheEnd(deps, chosen)
  );
}

/**
 * The same as far as the ledger alone tells, for as many keys as there are: no file is read, no program looked for, no
 * secret opened. What those would tell is seen when the time has come.
 */
export function foreseen(all: RotatingDeps): (keyId: string) => string | null {
  const deps = readOnce(all);
  const people = new Map(
    deps.renewing
      .people()
      .toReversed()
      .map((each) => [each.keyId, each]),
  );
  const shared = sharing(deps);
  return (keyId) => {
    try {
      const chosen = choose(deps, { keyId, reason: 'planned' });
      const person = people.get(keyId);
      return (
        atTheStart(chosen) ??
        (person === undefined ? null : personAt(person)) ??
        shared(chosen.key) ??
        atTheEnd(deps, chosen)
      );
    } catch (error) {
      // A run would be refused for it.
      if (error instanceof AppError) return error.message;
      throw error;
    }
  };
}
