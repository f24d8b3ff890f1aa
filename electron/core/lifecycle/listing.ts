import type { Key } from '#shared/model/key.ts';
import { findWithin, getRow } from '../finding.ts';
import { prescriptions } from '../policies/prescribing.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';
import type { KeyService } from '../services.ts';
import { present } from './presenting.ts';
import { waitingToSwitch } from './under-rotation.ts';

export type Listed = Pick<KeyService, 'list' | 'page' | 'newest' | 'get' | 'find'>;

interface Deps {
  readonly ledger: Pick<Ledger, 'keys' | 'environments' | 'deliveries' | 'rotations' | 'policies'>;
  readonly clock: Clock;
}

/** @returns a row as window and command see it */
export function showOne({ ledger, clock }: Deps, row: KeyRow): Key {
  const deliveries = ledger.deliveries.list().filter(({ keyId }) => keyId === row.id);
  return present(row, deliveries, prescriptions(ledger), clock.now());
}

function showAll({ ledger, clock }: Deps, rows: readonly KeyRow[]): readonly Key[] {
  const byKey = Map.groupBy(ledger.deliveries.list(), ({ keyId }) => keyId);
  const hidden = waitingToSwitch(ledger);
  const prescribedFor = prescriptions(ledger, hidden);
  const now = clock.now();
  const shown = hidden.size === 0 ? rows : rows.filter(({ id }) => !hidden.has(id));
  return shown.map((row) => present(row, byKey.get(row.id) ?? [], prescribedFor, now));
}

/** The keys there are: all, in parts, or one. */
export function listing(deps: Deps): Listed {
  const { keys, environments } = deps.ledger;
  return {
    list: () => showAll(deps, keys.list()),
    page: (after, limit) => {
      const { rows, next } = keys.page(after, limit);
      return { keys: showAll(deps, rows), next };
    },
    newest: (environmentId, limit) => {
      const inUse = environments.list().filter(({ archivedAt }) => archivedAt === null);
      const asked = inUse.filter(({ id }) => id === environmentId);
      const places = (asked.length > 0 ? asked : inUse).map(({ id }) => id);
      return showAll(deps, keys.newest(places, limit));
    },
    get: (id) => showOne(deps, getRow('key', keys, id)),
    find: (idOrName, environmentId) =>
      showOne(
        deps,
        findWithin('key', keys.list(), idOrName, { environmentId, environments: environments.list() }),
      ),
  };
}
