import {
  DEFAULT_NAMING_PATTERN,
  defaultCopyPolicy,
  type Environment,
  type NewEnvironment,
  STAGE_COLOURS,
  type Stage,
} from '#shared/model/environment.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import type { Audit } from '../auditing/audit.ts';
import { confirmIn } from '../confirming.ts';
import { findOne, getRow } from '../finding.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewId } from '../ports/ids.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';
import type { EnvironmentService } from '../services.ts';
import { changedEnvironment, describeChanges } from './changing.ts';
import { environmentInUse } from './in-use.ts';
import { assertNotArchived } from './names.ts';
import { ordered, withMoved, writeOrder } from './order.ts';
import { assertEmpty } from './removing.ts';

interface Deps {
  readonly ledger: Ledger;
  /** The service's own address for a stage; null where it has none of its own. */
  readonly addressAt: (connection: ConnectionRow, stage: Stage) => string | null;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
}

const TEMPLATE: readonly { readonly name: string; readonly stage: Stage }[] = [
  { name: 'Development', stage: 'development' },
  { name: 'Staging', stage: 'staging' },
  { name: 'Production', stage: 'production' },
];

const fromInput = (input: NewEnvironment, id: string): Environment => ({
  id,
  name: input.name,
  stage: input.stage,
  colour: input.colour ?? STAGE_COLOURS[input.stage],
  project: input.project ?? null,
  copyPolicy: input.copyPolicy ?? defaultCopyPolicy(input.stage),
  position: 0,
  archivedAt: null,
  namingPattern: input.namingPattern ?? DEFAULT_NAMING_PATTERN,
  rotateAfterDays: input.rotateAfterDays ?? null,
});

type Making = Pick<EnvironmentService, 'create' | 'createFromTemplate' | 'duplicate'>;

function making({ ledger, newId, audit }: Deps): Making {
  const insert = (environment: Environment, after: Environment | null, what: string): Environment => {
    assertNotArchived(ledger, environment.name, environment.id);
    const all = ordered(ledger);
    const at = after === null ? all.length : all.findIndex(({ id }) => id === after.id) + 1;
    ledger.environments.put(environment);
    writeOrder(ledger, all.toSpliced(at, 0, environment));
    audit(what, environment.id, environment.name);
    return getRow('environment', ledger.environments, environment.id);
  };
  const create = (input: NewEnvironment) => insert(fromInput(input, newId()), null, 'environment created');
  return {
    create: (input) => ledger.transaction(() => create(input)),
    createFromTemplate: () =>
      ledger.transaction(() => {
        const taken = new Set(ledger.environments.list().map(({ name }) => comparableName(name)));
        return TEMPLATE.filter(({ name }) => !taken.has(comparableName(name))).map(create);
      }),
    duplicate: ({ id, name }) =>
      ledger.transaction(() => {
        const source = environmentInUse(ledger, id);
        return insert({ ...source, id: newId(), name }, source, `environment duplicated of ${source.name}`);
      }),
  };
}

type Archiving = Pick<EnvironmentService, 'archive' | 'unarchive'>;

function archiving({ ledger, clock, audit }: Deps): Archiving {
  const put = (id: string, archived: boolean) =>
    ledger.transaction(() => {
      const old = getRow('environment', ledger.environments, id);
      if ((old.archivedAt !== null) === archived) return old;
      const changed = { ...old, archivedAt: archived ? clock.now().toISOString() : null };
      ledger.environments.put(changed);
      audit(archived ? 'environment archived' : 'environment unarchived', id, old.name);
      return changed;
    });
  return { archive: (id) => put(id, true), unarchive: (id) => put(id, false) };
}

/** Environments, as window and command use them. */
export function createEnvironments(deps: Deps): EnvironmentService {
  const { ledger, audit } = deps;
  const get = (id: string) => getRow('environment', ledger.environments, id);
  return {
    ...making(deps),
    ...archiving(deps),
    list: () => ordered(ledger),
    edit: (changes) =>
      ledger.transaction(() => {
        const old = get(changes.id);
        const changed = changedEnvironment(deps, old, changes);
        assertNotArchived(ledger, changed.name, changed.id);
        ledger.environments.put(changed);
        audit('environment edited', changed.id, describeChanges(old, changed));
        return changed;
      }),
    move: ({ id, position }) =>
      ledger.transaction(() => {
        const moved = environmentInUse(ledger, id);
        writeOrder(ledger, withMoved(ordered(ledger), moved, position));
        audit('environment moved', id, moved.name);
        return ordered(ledger);
      }),
    remove: (id, confirm) =>
      ledger.transaction(() => {
        const environment = get(id);
        assertEmpty(ledger, environment);
        confirmIn(environment, `Removing "${environment.name}"`, confirm);
        audit('environment removed', id, environment.name);
        ledger.environments.remove(id);
      }),
    find: (idOrName) => findOne('environment', ledger.environments.list(), idOrName),
  };
}
