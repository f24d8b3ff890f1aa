import { AppError } from '#core/errors.ts';
import { findOne, findWithin, inEnvironment } from '#core/finding.ts';
import { statusAt } from '#core/key-status.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import type { HeldKeys } from './context.ts';
import { splitKeyWord } from './key-word.ts';

/** A key, and the variable that the child reads it from. */
export interface Choice {
  readonly key: KeyRow;
  readonly variable: string;
}

interface Wanted {
  /** The words of --key: K or K=VAR. */
  readonly keys: readonly string[];
  readonly env: string | undefined;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** @throws AppError not-found, ambiguous, invalid-input; forbidden-by-rule, not-held for a key that cannot be used */
export function chooseKeys(ledger: HeldKeys['ledger'], { keys, env }: Wanted, now: Date): readonly Choice[] {
  const environment = env === undefined ? null : findOne('environment', ledger.environments.list(), env);
  if (keys.length > 0)
    return withoutClash(keys.map((word) => chooseNamed(ledger, environment?.id, word, now)));
  if (environment === null) throw nothingAsked();
  const rows = inEnvironment(ledger.keys.list(), environment.id);
  return withoutClash(
    rows.flatMap((key) =>
      isUsable(key, now) && key.variable !== null && key.replacedBy === null
        ? [{ key, variable: key.variable }]
        : [],
    ),
  );
}

/** @throws AppError not-found, ambiguous, forbidden-by-rule, not-held */
export function chooseKey(rows: readonly KeyRow[], idOrName: string, now: Date): KeyRow {
  const key = findOne('key', rows, idOrName);
  assertUsable(key, now);
  return key;
}

function chooseNamed(
  { keys, environments }: HeldKeys['ledger'],
  environmentId: string | undefined,
  word: string,
  now: Date,
): Choice {
  const rows = keys.list();
  const { key: name, variable: asked } = splitKeyWord(inEnvironment(rows, environmentId), word);
  if (asked !== null) assertVariable(asked);
  const key = findWithin('key', rows, name, { environmentId, environments: environments.list() });
  assertUsable(key, now);
  const variable = asked ?? key.variable;
  if (variable !== null) return { key, variable };
  throw new AppError('invalid-input', {
    message: `The key "${key.name}" has no variable of its own.`,
    next: `Name one: --key ${key.id}=VARIABLE`,
  });
}

function assertVariable(variable: string): void {
  if (VARIABLE.test(variable)) return;
  throw new AppError('invalid-input', {
    message: `"${variable}" cannot be the name of a variable.`,
    next: 'Use letters, digits and underscores; do not begin with a digit.',
  });
}

const isUsable = (key: KeyRow, now: Date) => key.held && statusAt(key, now) === 'active';

function assertUsable(key: KeyRow, now: Date): void {
  if (isUsable(key, now)) return;
  const status = statusAt(key, now);
  // A key that was revoked has no value here either: that it ended is what there is to say.
  if (status === 'active' || status === 'orphan') {
    throw new AppError('not-held', {
      message: `Keyrack does not have the value of the key "${key.name}".`,
      next: `Enter it with: keyrack key enter ${key.id}, or make a new one with: keyrack key replace ${key.id}`,
    });
  }
  throw new AppError('forbidden-by-rule', {
    message: `The key "${key.name}" is ${status === 'ghost' ? 'gone at the service' : status}, so the service would refuse it.`,
    next: mendOf(key, status),
  });
}

function mendOf({ id, connectionId }: KeyRow, status: KeyStatus): string {
  if (status === 'inactive') return `Enable it with: keyrack key enable ${id}`;
  if (connectionId === null) return 'Use another key.';
  return `Use another key, or make a new one with: keyrack key replace ${id}`;
}

function withoutClash(choices: readonly Choice[]): readonly Choice[] {
  const unique = [
    ...new Map(choices.map((choice) => [`${choice.key.id} ${choice.variable}`, choice])).values(),
  ];
  const clashes = [...Map.groupBy(unique, ({ variable }) => variable)].filter(
    ([, group]) => group.length > 1,
  );
  if (clashes.length === 0) return unique;
  const list = clashes.map(
    ([variable, group]) => `${variable} (${group.map(({ key }) => `"${key.name}" ${key.id}`).join(', ')})`,
  );
  throw new AppError('ambiguous', {
    message: `Several keys would share one variable: ${list.join('; ')}.`,
    next: 'Choose keys with --key K=VARIABLE.',
  });
}

const nothingAsked = () =>
  new AppError('invalid-input', {
    message: 'No key is named.',
    next: 'Name keys with --key K, or all of an environment with --env E.',
  });
