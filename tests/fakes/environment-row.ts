import {
  DEFAULT_NAMING_PATTERN,
  defaultCopyPolicy,
  type Environment,
  STAGE_COLOURS,
  type Stage,
} from '#shared/model/environment.ts';

/** An environment as it is kept; a test names what it is about. */
export function environmentRow(changes: Partial<Environment> & { readonly stage?: Stage } = {}): Environment {
  const stage = changes.stage ?? 'development';
  return {
    id: crypto.randomUUID(),
    name: 'Development',
    stage,
    colour: STAGE_COLOURS[stage],
    project: null,
    copyPolicy: defaultCopyPolicy(stage),
    position: 1,
    archivedAt: null,
    namingPattern: DEFAULT_NAMING_PATTERN,
    rotateAfterDays: null,
    ...changes,
  };
}
