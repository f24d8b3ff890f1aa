import {
  defaultCopyPolicy,
  type Environment,
  type EnvironmentChanges,
  STAGE_COLOURS,
  type Stage,
} from '#shared/model/environment.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';

interface Deps {
  readonly ledger: Ledger;
  /** The service's own address for a stage; null where it has none of its own. */
  readonly addressAt: (connection: ConnectionRow, stage: Stage) => string | null;
}

/** A colour and a copy policy that were the old stage's defaults follow the stage. */
function applyChanges(old: Environment, changes: EnvironmentChanges): Environment {
  const stage = changes.stage ?? old.stage;
  const stageColour = old.colour === STAGE_COLOURS[old.stage] ? STAGE_COLOURS[stage] : old.colour;
  const stagePolicy =
    old.copyPolicy === defaultCopyPolicy(old.stage) ? defaultCopyPolicy(stage) : old.copyPolicy;
  return {
    ...old,
    name: changes.name ?? old.name,
    stage,
    colour: changes.colour ?? stageColour,
    project: changes.project === undefined ? old.project : changes.project,
    copyPolicy: changes.copyPolicy ?? stagePolicy,
    namingPattern: changes.namingPattern ?? old.namingPattern,
    rotateAfterDays: changes.rotateAfterDays === undefined ? old.rotateAfterDays : changes.rotateAfterDays,
  };
}

/**
 * SECURITY: what was promised to be copied once does not become copyable by a press; a change of the stage counts too.
 * @throws AppError confirmation-needed
 */
function confirmLoosening(old: Environment, changed: Environment, typed: string | undefined): void {
  // Outside of production nothing asks: whoever leaves it first would get around every later question.
  if (changed.stage !== old.stage) confirmIn(old, 'Taking the environment out of production', typed);
  if (old.copyPolicy === 'vault' || changed.copyPolicy === 'copy-once') return;
  const act = 'Letting keys be copied again that were to be copied once';
  if (changed.stage === 'production') confirmIn({ ...old, stage: changed.stage }, act, typed);
  else confirmIn(old, act, typed);
}

/** What cannot be made in production cannot come there by another stage either. */
function assertNoTestKeys(ledger: Ledger, old: Environment, { id, name, stage }: Environment): void {
  if (stage !== 'production' || old.stage === stage) return;
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
function assertSameHosts(
  { ledger, addressAt }: Deps,
  old: Environment,
  { id, name, stage }: Environment,
): void {
  if (old.stage === stage) return;
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

/** @returns the environment as it may become. @throws AppError forbidden-by-rule, confirmation-needed */
export function changedEnvironment(deps: Deps, old: Environment, changes: EnvironmentChanges): Environment {
  const changed = applyChanges(old, changes);
  assertNoTestKeys(deps.ledger, old, changed);
  assertSameHosts(deps, old, changed);
  confirmLoosening(old, changed, changes.confirm);
  return changed;
}

const POLICY_WORDS = { vault: 'copied again', 'copy-once': 'copied once' } as const;

/** What an edit changed, for the audit: policies by their values, the rest by name. */
export function describeChanges(old: Environment, changed: Environment): string {
  const days = changed.rotateAfterDays === null ? 'never' : `after ${changed.rotateAfterDays} days`;
  const words = [
    old.name !== changed.name && `was ${old.name}`,
    old.stage !== changed.stage && `stage ${changed.stage}`,
    old.colour !== changed.colour && 'colour',
    old.project !== changed.project && 'project',
    old.copyPolicy !== changed.copyPolicy && `keys are ${POLICY_WORDS[changed.copyPolicy]}`,
    old.namingPattern !== changed.namingPattern && 'naming pattern',
    old.rotateAfterDays !== changed.rotateAfterDays && `rotate ${days}`,
  ].filter((word) => word !== false);
  return words.length === 0 ? changed.name : `${changed.name}: ${words.join(', ')}`;
}
