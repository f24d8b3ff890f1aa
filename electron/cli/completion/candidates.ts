import type { Argument, Command, Option } from 'commander';

export interface Candidate {
  readonly value: string;
  /** What it is, in a few words. */
  readonly text: string;
}

/** What a name can be the name of. */
export type NameKind = 'environment' | 'key' | 'connection' | 'delivery' | 'target' | 'provider' | 'rotation';
export type Names = (kind: NameKind) => Promise<readonly Candidate[]>;

/** By what an option or argument calls its value. */
const KINDS: Readonly<Record<string, NameKind>> = {
  env: 'environment',
  key: 'key',
  snooze: 'key',
  connection: 'connection',
  delivery: 'delivery',
  target: 'target',
  'provider show id': 'provider',
  'provider remove id': 'provider',
  provider: 'provider',
  run: 'rotation',
};

/** Where the cursor is: in which command, as which of its arguments, or behind which option. */
interface Place {
  readonly command: Command;
  readonly arguments: number;
  readonly option: Option | null;
  /** Behind `--`: that is another program's. */
  readonly isForeign: boolean;
}

/**
 * @param words those before the cursor, without the program
 * @param current the one that the cursor is in, as far as it is typed
 */
export async function candidates(
  program: Command,
  words: readonly string[],
  current: string,
  names: Names,
): Promise<readonly Candidate[]> {
  const place = walk(program, words);
  if (place.isForeign) return [];
  const offered = await offers(program, place, current, names);
  return offered.filter(({ value }) => value.startsWith(current) && isPlain(value));
}

async function offers(
  program: Command,
  place: Place,
  current: string,
  names: Names,
): Promise<readonly Candidate[]> {
  const { command, option } = place;
  const assigned = /^(--[a-z-]+)=/.exec(current)?.[1];
  if (assigned !== undefined) {
    const found = optionOf(program, command, assigned);
    const values = found === null ? [] : await valuesOf(found, names);
    return values.map(({ value, text }) => ({ value: `${assigned}=${value}`, text }));
  }
  if (option !== null) return valuesOf(option, names);
  if (current.startsWith('-')) return [command, program].flatMap(optionsOf);
  const inner = command.commands.filter((each) => !isHidden(each));
  if (inner.length > 0 && place.arguments === 0)
    return inner.map((each) => ({ value: each.name(), text: each.description() }));
  const { registeredArguments: all } = command;
  const argument = all[place.arguments] ?? (all.at(-1)?.variadic === true ? all.at(-1) : undefined);
  return argument === undefined ? [] : argumentValues(command, argument, names);
}

function walk(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, arguments: 0, option: null, isForeign: false };
  for (const word of words) {
    if (place.option !== null) place = { ...place, option: null };
    else if (word === '--') return { ...place, isForeign: true };
    else if (word.startsWith('-')) place = { ...place, option: wanting(program, place.command, word) };
    else {
      const inner =
        place.arguments === 0 ? place.command.commands.find((each) => each.name() === word) : undefined;
      place =
        inner === undefined ? { ...place, arguments: place.arguments + 1 } : { ...place, command: inner };
    }
  }
  return place;
}

/** @returns the option where the next word is its value */
function wanting(program: Command, command: Command, word: string): Option | null {
  const option = word.includes('=') ? null : optionOf(program, command, word);
  return option !== null && (option.required || option.optional) ? option : null;
}

const optionOf = (program: Command, command: Command, word: string): Option | null =>
  [command, program]
    .flatMap(({ options }) => options)
    .find(({ long, short }) => word === long || word === short) ?? null;

const isHidden = (command: Command): boolean => command.name().startsWith('__');

const optionsOf = (command: Command): readonly Candidate[] =>
  command.options
    .filter(({ hidden }) => !hidden)
    .map(({ long, description }) => ({ value: long ?? '', text: description }));

async function valuesOf(option: Option, names: Names): Promise<readonly Candidate[]> {
  if (option.argChoices !== undefined) return option.argChoices.map(bare);
  const kind = KINDS[option.long?.slice(2) ?? ''];
  return kind === undefined ? [] : names(kind);
}

async function argumentValues(
  command: Command,
  argument: Argument,
  names: Names,
): Promise<readonly Candidate[]> {
  if (argument.argChoices !== undefined) return argument.argChoices.map(bare);
  const path = `${command.parent?.name()} ${command.name()} ${argument.name()}`;
  const kind = KINDS[path] ?? KINDS[argument.name()];
  return kind === undefined ? [] : names(kind);
}

const bare = (value: string): Candidate => ({ value, text: '' });

/** A line is one candidate: what would break it, or a terminal, is left out. */
const isPlain = (value: string): boolean => value !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
