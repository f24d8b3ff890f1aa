import type { Environment } from '#shared/model/environment.ts';

/** All projects: null. Environments without one: the empty text. */
export type ProjectFilter = string | null;

/** @returns the environments that are compared, in the order given */
export const columnsOf = (
  environments: readonly Environment[],
  project: ProjectFilter,
): readonly Environment[] =>
  project === null ? environments : environments.filter((each) => (each.project ?? '') === project);

/** @returns the projects to choose among; none where all environments have the same */
export function projectsOf(environments: readonly Environment[]): readonly string[] {
  const projects = new Set(environments.map(({ project }) => project ?? ''));
  return projects.size < 2 ? [] : [...projects].toSorted((a, b) => a.localeCompare(b));
}
