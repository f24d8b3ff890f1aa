import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { listOf } from './remote.ts';
import type { PageState } from './store.ts';

/**
 * What stands in an archived environment is kept, and neither shown nor offered. It is left out here and nowhere else:
 * the lists of the page come through the selectors, which ask this. What is looked up by its id is found all the same,
 * so that a delivery of an archived key still says whose it is, and Settings can count what is archived.
 */
const isInUse = ({ archivedAt }: Environment): boolean => archivedAt === null;

/** The same answer for the same lists, so that nothing is drawn again without a reason. */
function remembering<One, Other, Answer>(
  answer: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  let last: { readonly one: One; readonly other: Other; readonly answer: Answer } | null = null;
  return (one, other) => {
    if (last === null || last.one !== one || last.other !== other)
      last = { one, other, answer: answer(one, other) };
    return last.answer;
  };
}

const projectOf = ({ project }: Environment): string => project ?? '';

/** Whether environments are parted by their projects: a single label tells nothing apart. */
export const hasProjects = (environments: readonly Environment[]): boolean =>
  new Set(environments.map(projectOf).filter(Boolean)).size > 1;

/** Those without a project come first, then each project by its name; within one the order stays. */
function sidebarOrder(environments: readonly Environment[]): readonly Environment[] {
  if (!hasProjects(environments)) return environments;
  return environments.toSorted((one, other) => projectOf(one).localeCompare(projectOf(other), 'en'));
}

export interface ProjectGroup {
  /** null: without one, or projects are not told apart. */
  readonly project: string | null;
  /** The place of its first among all, from 0 on. */
  readonly first: number;
  readonly environments: readonly Environment[];
}

/** @param environments in the order of the sidebar */
export function projectGroups(environments: readonly Environment[]): readonly ProjectGroup[] {
  if (!hasProjects(environments)) return [{ project: null, first: 0, environments }];
  return [...Map.groupBy(environments, ({ project }) => project)].map(([project, group]) => ({
    project,
    first: environments.findIndex((each) => each.project === project),
    environments: group,
  }));
}

/** @returns those that are in use, in the order of the sidebar, which their shortcuts follow */
const inSidebar = remembering((all: readonly Environment[], _none: null) =>
  sidebarOrder(all.filter(isInUse)),
);

type Lists = Pick<PageState['data'], 'environments' | 'keys' | 'connections'>;

export const environmentsInUse = ({ environments }: Pick<Lists, 'environments'>): readonly Environment[] =>
  inSidebar(listOf(environments), null);

const rowsInUse = <Row extends { readonly environmentId: string }>() =>
  remembering((rows: readonly Row[], all: readonly Environment[]): readonly Row[] => {
    const archived = new Set(all.filter((each) => !isInUse(each)).map(({ id }) => id));
    return archived.size === 0 ? rows : rows.filter(({ environmentId }) => !archived.has(environmentId));
  });
const keysOf = rowsInUse<Key>();
const connectionsOf = rowsInUse<Connection>();

export const keysInUse = ({ keys, environments }: Lists): readonly Key[] =>
  keysOf(listOf(keys), listOf(environments));
export const connectionsInUse = ({ connections, environments }: Lists): readonly Connection[] =>
  connectionsOf(listOf(connections), listOf(environments));
