import * as z from 'zod/mini';
import {
  type CopyPolicy,
  DEFAULT_NAMING_PATTERN,
  defaultCopyPolicy,
  type Environment,
  type EnvironmentChanges,
  type NewEnvironment,
  newEnvironmentSchema,
  STAGE_COLOURS,
  type Stage,
} from '#shared/model/environment.ts';

/** As it is typed; `rotate` is a number of days, or `none`. */
export interface EnvironmentForm {
  name: string;
  stage: Stage;
  colour: string;
  project: string;
  namingPattern: string;
  rotate: string;
  copyPolicy: CopyPolicy;
  /** The environment's name, where production's keys are to be copied again. */
  confirm: string;
}

export const NO_ROTATION = 'none';

/** What a form begins with, for an environment as it is, or for a new one. */
export function formOf(environment: Environment | null): EnvironmentForm {
  const stage = environment?.stage ?? 'development';
  return {
    name: environment?.name ?? '',
    stage,
    colour: environment?.colour ?? STAGE_COLOURS[stage],
    project: environment?.project ?? '',
    namingPattern: environment?.namingPattern ?? DEFAULT_NAMING_PATTERN,
    rotate: String(environment?.rotateAfterDays ?? NO_ROTATION),
    copyPolicy: environment?.copyPolicy ?? defaultCopyPolicy(stage),
    confirm: '',
  };
}

export const environmentFormSchema = z.pipe(
  z.transform(
    ({ project, rotate, confirm: _, ...form }: EnvironmentForm): z.input<typeof newEnvironmentSchema> => ({
      ...form,
      rotateAfterDays: rotate === NO_ROTATION ? null : Number(rotate),
      ...(project.trim() === '' ? {} : { project }),
    }),
  ),
  newEnvironmentSchema,
);

/** What another stage brings along: colour and reveal policy follow it until somebody chose others. */
export function followStage(form: Pick<EnvironmentForm, 'stage' | 'colour' | 'copyPolicy'>, stage: Stage) {
  const { colour, copyPolicy } = form;
  return {
    stage,
    colour: colour === STAGE_COLOURS[form.stage] ? STAGE_COLOURS[stage] : colour,
    copyPolicy: copyPolicy === defaultCopyPolicy(form.stage) ? defaultCopyPolicy(stage) : copyPolicy,
  };
}

/** Whether saving asks for the name: keys that were to be copied once become copyable, or production stops being it. */
export const loosens = (
  before: Pick<Environment, 'stage' | 'copyPolicy'>,
  form: Pick<EnvironmentForm, 'stage' | 'copyPolicy'>,
): boolean =>
  (before.stage === 'production' && form.stage !== 'production') ||
  (before.copyPolicy === 'copy-once' &&
    form.copyPolicy === 'vault' &&
    (before.stage === 'production' || form.stage === 'production'));

/** Only what differs from what the form began with: another door may have changed the rest meanwhile. */
export function changesIn(before: Environment, input: NewEnvironment): Omit<EnvironmentChanges, 'id'> {
  const all = { ...input, project: input.project ?? null };
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => before[name as keyof typeof all] !== value),
  );
}
