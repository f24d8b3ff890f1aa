import {
  DEFAULT_NAMING_PATTERN,
  defaultCopyPolicy,
  type Environment,
  type EnvironmentChanges,
  type NewEnvironment,
  STAGE_COLOURS,
  type Stage,
} from '#shared/model/environment.ts';
import { comparableName } from '#shared/model/text-fields.ts';
import type { Audit } from './auditing/audit.ts';
import { confirmIn } from './confirming.ts';
import { AppError } from './errors.ts';
import { findOne, getRow } from './finding.ts';
import type { NewId } from './ports/ids.ts';
import type { ConnectionRow, Ledger } from './ports/ledger.ts';
import type { EnvironmentService } from './services.ts';

interface Deps {
  readonly ledger: Ledger;
  /** The service's own address for a stage; null where it has none of its own. */
  readonly addressAt: (connection: ConnectionRow, stage: Stage) => string | null;
  readonly newId: NewId;
  readonly audit: Audit;
}

const TEMPLATE: readonly { readonly name: string; readonly stage: Stage }[] = [
  { name: 'Development', stage: 'development' },
  { name: 'Staging', stage: 'staging' },
  { name: 'Production', stage: 'production' },
];

const fromInput = (input: NewEnvironment, id: string, position: number): Environment => ({
  id,
  name: input.name,
  stage: input.stage,
  colour: input.colour ?? STAGE_COLOURS[input.stage],
  project: input.project ?? null,
  copyPolicy: defaultCopyPolicy(input.stage),
  position,
  archivedAt: null,
  namingPattern: DEFAULT_NAMING_PATTERN,
  rotateAfterDays: null,
});

/** A colour and a copy policy that were the old stage's defaults follow the stage. */
function applyChanges(old: Environment, changes: EnvironmentChanges): Environment {
  const stage = changes.stage ?? old.stage;
  const stageColour = old.colour === STAGE_COLOURS[old.stage] ? STAGE_COLOURS[stage] : old.colour;
  return {
    ...old,
    name: changes.name ?? old.name,
    stage,
    colour: changes.colour ?? stageColour,
    project: changes.project === undefined ? old.project : changes.project,
    copyPolicy: stage === old.stage ? old.copyPolicy : defaultCopyPolicy(stage),
  };
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function assertEmpty(ledger: Ledger, environment: Environment): void {
  const inIt = (row: { readonly environmentId: string }) => row.environmentId === environment.id;
  // A key that is being made counts: its service may have it already.
  const keys = ledger.keys.list().filter(inIt).length + ledger.intents.list().filter(inIt).length;
  const connections = ledger.connections.list().filter(inIt).length;
  if (keys + connections === 0) return;
  const held = [counted(keys, 'key'), counted(connections, 'connection')].filter((words) => words !== null);
  throw new AppError('forbidden-by-rule', {
    message: `The environment "${environment.name}" is not empty: it has ${held.join(' and ')}.`,
    next: 'Delete its keys and remove its connections first.',
  });
}

/** What cannot be made in production cannot come there by another stage either. */
function assertNoTestKeys(ledger: Ledger, { id, name, stage }: Environment): void {
  if (stage !== 'production' || ledger.environments.get(id)?.stage === stage) return;
  const isTest = (row: { readonly environmentId: string; readonly testMode: boolean }) =>
    row.environmentId === id && row.testMode;
  const rows = [...ledger.keys.list().filter(({ held }) => held), ...ledger.intents.list()].filter(isTest);
  if (rows.length === 0) return;
  throw new AppError('forbidden-by-rule', {
    message: `The environment "${name}" has test-mode keys, which have no place in production: ${rows.map((row) => `"${row.name}"`).join(', ')}.`,
    next: 'Delete them first, or make another environment for production.',
    field: 'stage',
  });
}

/** SECURITY: a credential stays at the address that it was entered for, and production at the production host. */
function assertSameHosts({ ledger, addressAt }: Deps, { id, name, stage }: Environment): void {
  if (ledger.environments.get(id)?.stage === stage) return;
  const moved = ledger.connections.list().filter((connection) => {
    if (connection.environmentId !== id || connection.customHost) return false;
    const address = addressAt(connection, stage);
    return address !== null && address !== connection.baseUrl;
  });
  if (moved.length === 0) return;
  throw new AppError('forbidden-by-rule', {
    message: `Another stage of "${name}" has other addresses at the services of ${moved.map((row) => `"${row.name}"`).join(', ')}.`,
    next: 'Make another environment for that stage, or remove these connections first.',
    field: 'stage',
  });
}

export function createEnvironments(deps: Deps): EnvironmentService {
  const { ledger, newId, audit } = deps;
  const insert = (input: NewEnvironment): Environment => {
    const last = Math.max(0, ...ledger.environments.list().map(({ position }) => position));
    const environment = fromInput(input, newId(), last + 1);
    ledger.environments.put(environment);
    audit('environment created', environment.id, environment.name);
    return environment;
  };
  const get = (id: string) => getRow('environment', ledger.environments, id);

  return {
    list: () => ledger.environments.list(),
    create: (input) => ledger.transaction(() => insert(input)),
    createFromTemplate: () =>
      ledger.transaction(() => {
        const taken = new Set(ledger.environments.list().map(({ name }) => comparableName(name)));
        return TEMPLATE.filter(({ name }) => !taken.has(comparableName(name))).map(insert);
      }),
    edit: (changes) =>
      ledger.transaction(() => {
        const changed = applyChanges(get(changes.id), changes);
        assertNoTestKeys(ledger, changed);
        assertSameHosts(deps, changed);
        ledger.environments.put(changed);
        audit('environment edited', changed.id, changed.name);
        return changed;
      }),
    remove: (id, confirm) =>
      ledger.transaction(() => {
        const environment = get(id);
        assertEmpty(ledger, environment);
        confirmIn(environment, `Removing "${environment.name}"`, confirm);
        ledger.environments.remove(id);
        audit('environment removed', id, environment.name);
      }),
    find: (idOrName) => findOne('environment', ledger.environments.list(), idOrName),
  };
}
