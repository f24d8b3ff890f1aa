import type { Command } from 'commander';
import { type EnvironmentChanges, STAGES } from '#shared/model/environment.ts';
import { NAMING_PARTS } from '#shared/text/naming.ts';
import { given, parseDuration, parsePlace } from '../input.ts';

/** What the options of an environment give, as they were typed. */
export interface EnvironmentOptions {
  readonly name?: string;
  readonly stage?: string;
  readonly colour?: string;
  readonly project?: string;
  readonly reveal?: string;
  readonly rotate?: string;
  readonly naming?: string;
  readonly position?: string;
}

/** The option that each field of the model comes from. */
export const OPTION_OF = {
  name: '--name',
  copyPolicy: '--reveal',
  rotateAfterDays: '--rotate',
  namingPattern: '--naming',
} satisfies Partial<Record<keyof EnvironmentChanges, string>>;

const DAY_MS = 86_400_000;

export const STAGE_OPTION = ['--stage <stage>', STAGES.join(', ')] as const;

/** The options that a new environment and an edit share. */
export const withDefaults = (command: Command): Command =>
  command
    .option('--colour <colour>', 'such as #0f9d8a; preset by the stage')
    .option('--reveal <policy>', 'vault: keys can be copied again with the app passphrase; copy-once: never')
    .option('--rotate <days>', 'when its keys are due for rotation, such as 90d; none: never')
    .option(
      '--naming <pattern>',
      `how its keys are named, of ${NAMING_PARTS.map((part) => `<${part}>`).join(' ')}`,
    )
    .option('--position <n>', 'its place in the list; 1 is the first');

/** @returns the fields of the model, unchecked; what was not given is absent. @throws AppError invalid-input */
export const fieldsOf = ({ name, stage, colour, reveal, rotate, naming }: EnvironmentOptions) =>
  given({
    name,
    stage,
    colour,
    copyPolicy: reveal,
    namingPattern: naming,
    rotateAfterDays: rotate === undefined ? undefined : daysOf(rotate),
  });

/** Whole days; hours that are no whole days are told by the schema. */
function daysOf(rotate: string): number | null {
  return rotate === 'none' ? null : parseDuration(rotate, '--rotate') / DAY_MS;
}

/** @returns null where none was given. @throws AppError invalid-input */
export const placeOf = ({ position }: EnvironmentOptions): number | null =>
  position === undefined ? null : parsePlace(position, '--position');
